library(httr2)

# leave req_auth_bearer_token out where no key is needed
text <- request("ORIGIN/export/coverage.csv?kind=KIND") |>
  req_auth_bearer_token(Sys.getenv("CATCHMENT_KEY")) |>
  req_perform() |>
  resp_body_string()
coverage <- read.csv(text = text, na.strings = c("", "*"), encoding = "UTF-8")
str(coverage)
