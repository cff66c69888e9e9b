ogrinfo -ro "OAPIF:ORIGIN/ogc"
ogrinfo -ro -so "OAPIF:ORIGIN/ogc" gaps
ogr2ogr -f GPKG gaps.gpkg "OAPIF:ORIGIN/ogc" gaps -where "tier = 3"
