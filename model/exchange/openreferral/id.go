package openreferral

import (
	"crypto/sha1"
	"encoding/hex"
	"regexp"
	"strings"
)

// namespace is the UUID that all our ids are made below. It must never change:
// everybody's links would break.
var namespace = [16]byte{0x6b, 0x1f, 0x0c, 0x52, 0x9d, 0x3e, 0x4c, 0x88, 0xa4, 0x17, 0x2e, 0x60, 0xd3, 0x95, 0x7a, 0xb1}

// ID is the id of a record: a UUID of version 5 (RFC 9562) of what it is and
// the keys that it is known by.
func ID(noun string, keys ...string) string {
	name := strings.Join(append([]string{noun}, keys...), "\x00")
	sum := sha1.Sum(append(namespace[:], name...))
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	text := hex.EncodeToString(sum[:16])
	return strings.Join([]string{text[:8], text[8:12], text[12:16], text[16:20], text[20:]}, "-")
}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// IsID says whether a text can be the id of a record, in small letters.
func IsID(text string) bool { return uuid.MatchString(text) }
