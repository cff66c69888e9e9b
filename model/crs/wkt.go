package crs

// The definitions of the systems as well-known text, with the figures that
// the EPSG registry gives them. WKT1 keeps the order of OGC 01-009, in which
// EPSG:4326 names no axes: programs take longitude first from it, as files of
// GIS programs have it.
const (
	wgs84WKT1 = `GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],` +
		`PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]`

	mercatorWKT1 = `PROJCS["WGS 84 / Pseudo-Mercator",` + wgs84WKT1 + `,PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],` +
		`PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],` +
		`EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs"],AUTHORITY["EPSG","3857"]]`

	gridWKT1 = `PROJCS["OSGB36 / British National Grid",GEOGCS["OSGB36",DATUM["Ordnance_Survey_of_Great_Britain_1936",` +
		`SPHEROID["Airy 1830",6377563.396,299.3249646,AUTHORITY["EPSG","7001"]],AUTHORITY["EPSG","6277"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],` +
		`UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4277"]],PROJECTION["Transverse_Mercator"],` +
		`PARAMETER["latitude_of_origin",49],PARAMETER["central_meridian",-2],PARAMETER["scale_factor",0.9996012717],` +
		`PARAMETER["false_easting",400000],PARAMETER["false_northing",-100000],UNIT["metre",1,AUTHORITY["EPSG","9001"]],` +
		`AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","27700"]]`

	wgs84Datum = `DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]`

	wgs84WKT2 = `GEOGCRS["WGS 84",` + wgs84Datum + `,CS[ellipsoidal,2],` + northAxis + `,ORDER[1],` + inDegrees + `],` + eastAxis + `,ORDER[2],` + inDegrees + `],ID["EPSG",4326]]`
	crs84WKT2 = `GEOGCRS["WGS 84 (CRS84)",` + wgs84Datum + `,CS[ellipsoidal,2],` + eastAxis + `,ORDER[1],` + inDegrees + `],` + northAxis + `,ORDER[2],` + inDegrees + `],ID["OGC","CRS84"]]`
	northAxis = `AXIS["geodetic latitude (Lat)",north`
	eastAxis  = `AXIS["geodetic longitude (Lon)",east`
	inDegrees = `ANGLEUNIT["degree",0.0174532925199433]`

	gridAxes = `CS[Cartesian,2],AXIS["(E)",east,ORDER[1],LENGTHUNIT["metre",1]],AXIS["(N)",north,ORDER[2],LENGTHUNIT["metre",1]]`

	mercatorWKT2 = `PROJCRS["WGS 84 / Pseudo-Mercator",BASEGEOGCRS["WGS 84",` + wgs84Datum + `,ID["EPSG",4326]],` +
		`CONVERSION["Popular Visualisation Pseudo-Mercator",METHOD["Popular Visualisation Pseudo Mercator",ID["EPSG",1024]],` +
		`PARAMETER["Latitude of natural origin",0,` + inDegrees + `],PARAMETER["Longitude of natural origin",0,` + inDegrees + `],` +
		`PARAMETER["False easting",0,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],` + gridAxes + `,ID["EPSG",3857]]`

	gridWKT2 = `PROJCRS["OSGB36 / British National Grid",BASEGEOGCRS["OSGB36",DATUM["Ordnance Survey of Great Britain 1936",` +
		`ELLIPSOID["Airy 1830",6377563.396,299.3249646,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,` + inDegrees + `],ID["EPSG",4277]],` +
		`CONVERSION["British National Grid",METHOD["Transverse Mercator",ID["EPSG",9807]],` +
		`PARAMETER["Latitude of natural origin",49,` + inDegrees + `],PARAMETER["Longitude of natural origin",-2,` + inDegrees + `],` +
		`PARAMETER["Scale factor at natural origin",0.9996012717,SCALEUNIT["unity",1]],` +
		`PARAMETER["False easting",400000,LENGTHUNIT["metre",1]],PARAMETER["False northing",-100000,LENGTHUNIT["metre",1]]],` + gridAxes + `,ID["EPSG",27700]]`

	// The same as Esri's programs write them, for .prj files.
	wgs84Esri = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`

	mercatorEsri = `PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",` + wgs84Esri + `,PROJECTION["Mercator_Auxiliary_Sphere"],` +
		`PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],` +
		`PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]`

	gridEsri = `PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,299.3249646]],` +
		`PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",400000.0],` +
		`PARAMETER["False_Northing",-100000.0],PARAMETER["Central_Meridian",-2.0],PARAMETER["Scale_Factor",0.9996012717],` +
		`PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]`
)
