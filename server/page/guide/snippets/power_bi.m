let
    Source = Json.Document(Web.Contents("ORIGIN/export/tiers.json?kind=KIND")),
    Result = Table.FromRows(Source[rows], Source[columns])
in
    Result
