// The name that somebody gave in a form is there in the next one, until the
// tab is closed; a new scenario is theirs, unless they say otherwise. The
// server keeps nothing of it but what was signed with it.
const key = 'catchment-name'

export default function init(root: HTMLElement) {
  const field = root.querySelector<HTMLInputElement>('input[name=by]')
  if (!field) return
  const fresh = root.querySelector('input[name=scenario]') && !root.querySelector('.govuk-error-message')
  const owner = fresh ? root.querySelector<HTMLInputElement>('input[name=owner]') : null
  try {
    const name = sessionStorage.getItem(key) ?? ''
    if (field.value === '') field.value = name
    if (owner?.value === '') owner.value = name
    root.addEventListener('submit', () => sessionStorage.setItem(key, field.value))
  } catch {
    // a browser that keeps nothing asks again
  }
}
