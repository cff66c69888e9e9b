package seed
import ("encoding/json";"testing";"image";"image/color";"image/png";"os";"time")
func TestDraw(t *testing.T){
 start:=time.Now()
 c:=newCountry()
 t.Log(time.Since(start), len(c.mesh.seeds), len(c.areas))
 const k=9
 W,H:=int(sheetWidth*k),int(sheetHeight*k)
 im:=image.NewRGBA(image.Rect(0,0,W,H))
 for y:=range H{for x:=range W{im.Set(x,y,color.RGBA{235,242,245,255})}}
 _=[]color.RGBA{{230,200,160,255},{190,215,180,255},{180,200,225,255},{225,190,200,255},{205,200,230,255},{230,225,170,255},{175,220,215,255},{215,215,215,255}}
 px:=func(p position)(float64,float64){ return (float64(p.lon)/1e5-cornerLon)*kmPerLon*k, float64(H)-(float64(p.lat)/1e5-cornerLat)*kmPerLat*k}
 fill:=func(poly polygon,col color.RGBA){
  for y:=range H{ var xs []float64; fy:=float64(y)+.5
   for _,r:=range poly{ for i:=1;i<len(r);i++{ ax,ay:=px(r[i-1]);bx,by:=px(r[i]); if (ay>fy)!=(by>fy){ xs=append(xs,ax+(fy-ay)/(by-ay)*(bx-ax))}}}
   for i:=range xs{for j:=i+1;j<len(xs);j++{if xs[j]<xs[i]{xs[i],xs[j]=xs[j],xs[i]}}}
   for i:=0;i+1<len(xs);i+=2{ for x:=int(xs[i]+.5);x<int(xs[i+1]+.5);x++{im.Set(x,y,col)}}
  }}
 line:=func(poly polygon,col color.RGBA,w int){ for _,r:=range poly{for i:=1;i<len(r);i++{ax,ay:=px(r[i-1]);bx,by:=px(r[i]); n:=30; for s:=0;s<=n;s++{f:=float64(s)/float64(n); x,y:=int(ax+f*(bx-ax)),int(ay+f*(by-ay)); for dx:=0;dx<w;dx++{for dy:=0;dy<w;dy++{im.Set(x+dx,y+dy,col)}}}}}}
 cov:=map[string]float64{}; bb,_:=os.ReadFile("/tmp/cov.json"); json.Unmarshal(bb,&cov); vir:=[]color.RGBA{{68,1,84,255},{59,82,139,255},{33,145,140,255},{94,201,98,255},{253,231,37,255}}
 counts:=map[int]int{}
 pos:=0
 for i,a:=range c.areas{ ps:=c.outline(func(cell int)bool{return c.home[cell]==i}); counts[a.authority]++
  for _,p:=range ps{v,ok:=cov[a.code]; col:=vir[min(4,int(v*5))]; if !ok{col=color.RGBA{255,255,255,255}}; fill(p,col); for _,r:=range p{pos+=len(r)}}}
 for i:=range c.areas{ ps:=c.outline(func(cell int)bool{return c.home[cell]==i}); for _,p:=range ps{line(p,color.RGBA{225,225,225,255},1)}}
 for i:=range authorities{ ps:=c.outline(func(cell int)bool{return c.home[cell]>=0&&c.areas[c.home[cell]].authority==i}); for _,p:=range ps{line(p,color.RGBA{20,20,20,255},2);for _,r:=range p{pos+=len(r)}}; t.Log(authorities[i].name,counts[i],len(ps))}
 t.Log("positions",pos)
 kids:=0; tot:=0
 for _,a:=range c.areas{tot+=a.total; for _,n:=range a.people[:18]{kids+=n}}
 t.Log(tot,kids)
 f,_:=os.Create("/tmp/map.png"); png.Encode(f,im); f.Close()
}
