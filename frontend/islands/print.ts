// The print button is there only with script: without it, it could do nothing.
export default function (root: HTMLElement) {
  root.hidden = false
  root.addEventListener('click', () => window.print())
}
