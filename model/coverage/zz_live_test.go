package coverage_test
import ("testing";"runtime";"fmt";"catchment/model";"catchment/model/atlas";"catchment/model/coverage";"os";"runtime/pprof")
func TestZZLive(t *testing.T){
 runtime.MemProfileRate=4096
 rec:=wales(); day:=atlas.Build(rec, model.Revision{}).On(workedDay)
 var m runtime.MemStats
 runtime.GC(); runtime.GC(); runtime.ReadMemStats(&m); a:=m.HeapAlloc
 r:=coverage.Score(day)
 runtime.GC(); runtime.GC(); runtime.ReadMemStats(&m)
 fmt.Println("base", a>>20, "result", (m.HeapAlloc-a)>>20)
 f,_:=os.Create("/tmp/live.out"); pprof.Lookup("heap").WriteTo(f,0); f.Close()
 runtime.KeepAlive(r)
}
