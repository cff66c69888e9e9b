let
    Key = "the secret of the key",
    Source = Json.Document(
        Web.Contents("ORIGIN/export/tiers.json?kind=KIND", [Headers = [#"X-API-Key" = Key]])
    ),
    Result = Table.FromRows(Source[rows], Source[columns])
in
    Result
