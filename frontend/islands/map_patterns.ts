// Patterns that stand for a state, and the disc of a pin, drawn here so that
// no picture is fetched.
import type { Map as LiveMap } from 'maplibre-gl'

const sharp = 2 // pixels of a picture for one of the page

export function addPatterns(map: LiveMap) {
  add(map, 'hatch', 6, (pen) => {
    pen.strokeStyle = '#5b666b'
    pen.lineWidth = 1.2
    pen.beginPath()
    for (const at of [-6, 0, 6]) {
      pen.moveTo(at - 1, 7)
      pen.lineTo(at + 7, -1)
    }
    pen.stroke()
  })
  add(map, 'dots', 5, (pen) => {
    pen.fillStyle = '#5b666b'
    pen.beginPath()
    pen.arc(2.5, 2.5, 0.9, 0, 7)
    pen.fill()
  })
  add(map, 'pin', 23, (pen, side) => {
    pen.clearRect(0, 0, side, side)
    pen.fillStyle = '#fff'
    pen.strokeStyle = '#1a2226'
    pen.lineWidth = 1.5
    pen.beginPath()
    pen.arc(side / 2, side / 2, 10, 0, 7)
    pen.fill()
    pen.stroke()
  })
}

function add(map: LiveMap, name: string, side: number, draw: (pen: CanvasRenderingContext2D, side: number) => void) {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side * sharp
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.scale(sharp, sharp)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, side, side)
  draw(pen, side)
  const picture = pen.getImageData(0, 0, canvas.width, canvas.height)
  map.once('styledata', () => map.hasImage(name) || map.addImage(name, picture, { pixelRatio: sharp }))
}
