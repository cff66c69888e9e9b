package field

import "reflect"

// IsList says whether the cells of the column hold lists.
func (c Column) IsList(noun reflect.Type) bool {
	return noun.Field(c.index).Type.Kind() == reflect.Slice
}
