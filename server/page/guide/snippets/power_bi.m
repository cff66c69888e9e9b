let
    Source = Json.Document(Web.Contents("ORIGIN/export/tiers.json?kind=KIND")),
    Rows = Table.FromRows(Source[rows], Source[columns]),
    Shown = Table.ReplaceValue(Rows, "*", null, Replacer.ReplaceValue, Source[columns]),
    Result = Table.TransformColumnTypes(
        Shown,
        {{"area_code", type text}, {"area_name", type text}, {"tier", Int64.Type}, {"coverage", type number}, {"status", type text}}
    )
in
    Result
