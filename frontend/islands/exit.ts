// Exit this page: the button, or Shift three times within five seconds. The
// page is emptied at once and its place in the history is taken by where it
// leads, so that Back does not show it again.

const presses = 3
const within = 5000

export default function init(root: HTMLElement) {
  const link = root.querySelector<HTMLAnchorElement>('a')
  const status = root.querySelector<HTMLElement>('[role=status]')
  if (!link || !status) return

  const exit = () => {
    document.body.hidden = true
    document.title = ''
    location.replace(link.href)
  }
  link.addEventListener('click', (event) => {
    event.preventDefault()
    exit()
  })

  let count = 0
  let forget = 0
  let alone = false
  document.addEventListener('keydown', (event) => {
    alone = event.key === 'Shift' && !event.repeat
    if (!alone && event.key !== 'Shift') count = 0
  })
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return
    count += 1
    window.clearTimeout(forget)
    forget = window.setTimeout(() => (count = 0), within)
    status.textContent = (count < presses ? root.dataset.more : root.dataset.going) ?? ''
    if (count >= presses) exit()
  })
  // A page kept by the browser must not come back with Back.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
}
