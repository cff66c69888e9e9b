// What a change would do, as it is typed: the server is asked a moment after
// the last key, and answers with the same part that the button shows. Nothing
// is saved. Faults of fields that are filled in stand beside them.

const wait = 300 // milliseconds after the last key

export default function init(form: HTMLElement) {
  if (!(form instanceof HTMLFormElement)) return
  const status = form.querySelector<HTMLElement>('[data-part=status]')
  const place = form.querySelector<HTMLElement>('[data-part=place]')
  if (!status || !place) return

  let timer = 0
  let asked = ''
  let asking: AbortController | undefined

  async function ask(form: HTMLFormElement, status: HTMLElement, place: HTMLElement, aloud: boolean) {
    const now = typed(form)
    if (now === asked) return
    asked = now
    asking?.abort()
    const own = (asking = new AbortController())
    place.setAttribute('aria-busy', 'true')
    try {
      const body = new URLSearchParams(now)
      body.set('do', 'draft')
      body.set('part', '1')
      const answer = await fetch(form.action, { method: 'POST', body, signal: own.signal })
      if (!answer.ok) throw new Error(`status ${answer.status}`)
      show(form, place, await answer.text())
      if (aloud) status.textContent = place.querySelector('.difference__said')?.textContent ?? ''
    } catch (error) {
      if (own.signal.aborted) return
      asked = ''
      place.textContent = status.textContent = place.dataset.failed ?? ''
      console.warn('The difference was not worked out.', error)
    }
    if (asking === own) place.removeAttribute('aria-busy')
  }

  const soon = () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void ask(form, status, place, true), wait)
  }
  form.addEventListener('input', soon)
  form.addEventListener('change', soon)
  if (!form.querySelector('.govuk-error-message')) void ask(form, status, place, false) // a page that was refused says why itself
}

// typed is what the form holds, as it would be sent; a name says nothing of a
// difference.
function typed(form: HTMLFormElement): string {
  const pairs = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (name !== 'by' && name !== 'owner') pairs.append(name, String(value))
  }
  return pairs.toString()
}

function show(form: HTMLFormElement, place: HTMLElement, html: string) {
  place.replaceChildren(document.createRange().createContextualFragment(html))
  for (const old of form.querySelectorAll('[data-live]')) old.remove()
  for (const field of form.querySelectorAll('[data-marked]')) unmark(field)
  for (const fault of place.querySelectorAll<HTMLElement>('[data-field]')) mark(form, fault.dataset.field ?? '', fault.dataset.text ?? '')
}

// mark puts a fault beside its field, as the server does on a page that was
// refused.
function mark(form: HTMLFormElement, id: string, text: string) {
  const field = form.querySelector<HTMLElement>(`#${CSS.escape(id)}`)
  const group = field?.closest<HTMLElement>('.govuk-form-group')
  if (!field || !group || group.querySelector('.govuk-error-message')) return
  const message = document.createElement('p')
  message.className = 'govuk-error-message'
  message.id = `${id}-error`
  message.dataset.live = ''
  message.textContent = text
  const control = group.querySelector('fieldset > legend ~ div:not(.govuk-hint)') ?? group.querySelector('input, select, textarea')
  control?.before(message)
  group.classList.add('govuk-form-group--error')
  group.dataset.marked = ''
  const owner = group.querySelector('fieldset') ?? field
  owner.setAttribute('aria-describedby', `${owner.getAttribute('aria-describedby') ?? ''} ${message.id}`.trim())
  if (owner === field) field.setAttribute('aria-invalid', 'true')
}

function unmark(group: Element) {
  group.classList.remove('govuk-form-group--error')
  group.removeAttribute('data-marked')
  for (const owner of group.querySelectorAll('[aria-describedby]')) {
    const rest = (owner.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => !id.endsWith('-error'))
    if (rest.length > 0) owner.setAttribute('aria-describedby', rest.join(' '))
    else owner.removeAttribute('aria-describedby')
  }
  for (const field of group.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid')
}
