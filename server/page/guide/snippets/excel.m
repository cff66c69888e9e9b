let
    Source = Csv.Document(
        Web.Contents("ORIGIN/export/coverage.csv?kind=KIND"),
        [Delimiter = ",", Encoding = 65001]
    ),
    Result = Table.PromoteHeaders(Source, [PromoteAllScalars = true])
in
    Result
