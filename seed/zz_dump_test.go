package seed
import ("testing";"os";"time")
func TestDump(t *testing.T){ os.MkdirAll("/tmp/demo",0o755); s:=time.Now(); d:=Demonstration(time.Date(2026,4,1,0,0,0,0,time.UTC)); t.Log(time.Since(s)); for n,b:=range d{os.WriteFile("/tmp/demo/"+n,b,0o644); t.Log(n,len(b))}}
