package savedquery

import "graphd/api"

// Wire returns the definition as the API describes it, without its schema and address.
func (d Definition) Wire() api.SavedQuery {
	params := make([]api.QueryParameter, len(d.Params))
	for i, p := range d.Params {
		params[i] = api.QueryParameter{
			Name: p.Name, Type: string(p.Type), List: p.List, Required: p.Required, Default: p.Default, Description: p.Description,
		}
	}
	return api.SavedQuery{
		Name: d.Name, Title: d.Title, Description: d.Description, Language: d.Language, Params: params, Text: d.Text,
	}
}
