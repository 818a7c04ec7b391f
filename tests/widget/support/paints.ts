type Paint = (paper: CanvasRenderingContext2D, width: number, height: number) => void

/** A video stream that is drawn on a canvas. */
function streamOf(width: number, height: number, paint: Paint): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const paper = canvas.getContext('2d')
  const draw = () => paper && paint(paper, width, height)
  draw()
  setInterval(draw, 200)
  return canvas.captureStream(5)
}

const person =
  (wall: string, skin: string, coat: string): Paint =>
  (paper, width, height) => {
    paper.fillStyle = wall
    paper.fillRect(0, 0, width, height)
    const round = (colour: string, y: number, wide: number, high: number) => {
      paper.fillStyle = colour
      paper.beginPath()
      paper.ellipse(width / 2, height * y, width * wide, height * high, 0, 0, 7)
      paper.fill()
    }
    round(coat, 1.05, 0.28, 0.4)
    round(skin, 0.45, 0.12, 0.24)
  }

const slide: Paint = (paper, width, height) => {
  paper.fillStyle = '#fff'
  paper.fillRect(0, 0, width, height)
  paper.fillStyle = '#333'
  paper.font = '48px sans-serif'
  paper.fillText('Winter boots, sizes in stock', 60, 100)
  for (let row = 0; row < 8; row++) paper.fillRect(60, 180 + row * 60, 300 + ((row * 37) % 11) * 60, 16)
}

/** Streams for the cameras and a shared screen: a dark room, a light room, and a slide. */
export const paintings = () => ({
  own: streamOf(640, 480, person('#3c4a3f', '#c58c6a', '#1d2430')),
  their: streamOf(1280, 720, person('#e9e4da', '#8d5a3c', '#5b6f8f')),
  screen: streamOf(1280, 720, slide),
})
