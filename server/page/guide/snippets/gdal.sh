ogrinfo -ro -so "OAPIF:ORIGIN/ogc" gaps -oo PAGE_SIZE=1000
ogr2ogr -f GPKG gaps.gpkg "OAPIF:ORIGIN/ogc" gaps -oo PAGE_SIZE=1000 -where "tier = 3"
