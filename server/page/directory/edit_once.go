package directory

import (
	"crypto/sha256"
	"sync"

	"github.com/labstack/echo/v4"
)

// formsRemembered is how many forms madeOnce knows; the oldest go first.
const formsRemembered = 1000

// madeOnce remembers what each form of a new noun made. A form that is sent
// twice, by a double click, leads both times to the one noun.
type madeOnce struct {
	mutex sync.Mutex
	forms map[[sha256.Size]byte]*making
	order [][sha256.Size]byte
}

// making is one form; its mutex holds back a second sending.
type making struct {
	mutex sync.Mutex
	to    string // "" until it made something
}

func newMadeOnce() *madeOnce { return &madeOnce{forms: map[[sha256.Size]byte]*making{}} }

// do makes something unless the same form has, and gives the address that it
// leads to. Other content under the same name is another form. A nil madeOnce,
// and a form without a name, make it each time.
func (m *madeOnce) do(c echo.Context, name string, do func() (string, error)) (string, error) {
	if m == nil || name == "" {
		return do()
	}
	form, err := c.FormParams()
	if err != nil {
		return "", notWhole(err)
	}
	one := m.form(sha256.Sum256([]byte(c.Request().URL.Path + "?" + form.Encode())))
	one.mutex.Lock()
	defer one.mutex.Unlock()
	if one.to == "" {
		one.to, err = do()
	}
	return one.to, err
}

func (m *madeOnce) form(sum [sha256.Size]byte) *making {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if one := m.forms[sum]; one != nil {
		return one
	}
	if len(m.order) == formsRemembered {
		delete(m.forms, m.order[0])
		m.order = m.order[1:]
	}
	one := &making{}
	m.forms[sum], m.order = one, append(m.order, sum)
	return one
}
