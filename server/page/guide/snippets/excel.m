let
    Source = Json.Document(Web.Contents("ORIGIN/export/coverage.json?kind=KIND")),
    Rows = Table.FromRows(Source[rows], Source[columns]),
    Shown = Table.ReplaceValue(Rows, "*", null, Replacer.ReplaceValue, Source[columns]),
    Result = Table.TransformColumnTypes(
        Shown,
        {{"area_code", type text}, {"area_name", type text}, {"tier", Int64.Type}, {"demand", type number}, {"met", type number}, {"coverage", type number}}
    )
in
    Result
