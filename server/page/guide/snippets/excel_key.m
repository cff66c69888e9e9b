let
    Key = "the secret of the key",
    Source = Csv.Document(
        Web.Contents("ORIGIN/export/coverage.csv?kind=KIND", [Headers = [#"X-API-Key" = Key]]),
        [Delimiter = ",", Encoding = 65001]
    ),
    Result = Table.PromoteHeaders(Source, [PromoteAllScalars = true])
in
    Result
