export GDAL_HTTP_HEADERS="X-API-Key: $CATCHMENT_KEY"
ogrinfo -ro "OAPIF:ORIGIN/ogc"
ogr2ogr -f GPKG areas.gpkg "OAPIF:ORIGIN/ogc" areas-KIND -oo PAGE_SIZE=1000
