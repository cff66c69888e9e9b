// Package server is the way in over HTTP: New joins the middleware and every
// door into one table of routes, Serve answers on listeners until it is told
// to stop.
//
//	listener, err := server.Listen("address", "127.0.0.1:8080")
//	site, err := server.New(config, planner)
//	err = server.Serve(ctx, log, server.Endpoint{listener, site})
//
// Until there are accounts, whoever can reach the server is a commissioner.
// So it listens on loopback alone, answers only requests that name it so (a
// page of another site cannot reach it under a name of its own), and refuses
// changes that come from another site's page.
//
// Answers to GET are functions of the data revision, the day, the audience,
// the language and the URL. Their ETag is made of these, and a reader who has
// the answer already is told so before anything is computed.
package server
