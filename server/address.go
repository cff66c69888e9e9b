package server

import (
	"fmt"
	"net"
	"strconv"

	"catchment/model"
)

// Listen opens an address of this machine's own, like 127.0.0.1:8080; port 0
// takes any that is free. Any other address is refused: while there are no
// accounts, whoever reaches the server may change everything. Setting is the
// name of the setting that the address came from.
func Listen(setting, address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if number, wrong := strconv.Atoi(port); err != nil || wrong != nil || number < 0 || number > 65535 {
		return nil, badAddress(setting, address, "an address with a port, like 127.0.0.1:8080, is expected")
	}
	if !isLoopback(host) {
		return nil, badAddress(setting, address, "only an address of this machine's own is allowed while there are no accounts: 127.0.0.1, [::1] or localhost")
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, &model.Error{Code: model.Unusable, Field: setting, Cause: err, Sentence: model.Said(fmt.Sprintf(
			"Catchment cannot listen on %s: another program may be using the port. Stop it, or name another port with --%s.", address, setting))}
	}
	if at, ok := listener.Addr().(*net.TCPAddr); !ok || !at.IP.IsLoopback() {
		_ = listener.Close() // nothing was accepted on it
		return nil, badAddress(setting, address, "it does not lead to this machine alone")
	}
	return listener, nil
}

func badAddress(setting, address, expected string) error {
	return &model.Error{Code: model.Invalid, Field: setting, Sentence: model.Said(fmt.Sprintf("--%s is %q; %s.", setting, address, expected))}
}

// isLoopback says whether a host, as an address or a Host header names it, is
// this machine by itself. Other names are not looked up: what they lead to can
// change between two requests.
func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
