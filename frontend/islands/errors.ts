// The summary of errors takes the focus, and its links lead to the fields.
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'

export default function init(root: HTMLElement) {
  new ErrorSummary(root)
}
