library(sf)

# leave this line out where no key is needed
Sys.setenv(GDAL_HTTP_HEADERS = paste0("X-API-Key: ", Sys.getenv("CATCHMENT_KEY")))
gaps <- st_read("OAPIF:ORIGIN/ogc", layer = "gaps", options = "PAGE_SIZE=1000")
