// Paints a mask on a canvas: with a pointer, or with the arrow keys and the space bar.

const PAINT = "#e9ad52";
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Brush {
  isClean = true;
  #pen;
  #at;

  constructor(canvas) {
    this.canvas = canvas;
    this.#pen = canvas.getContext("2d", { willReadFrequently: true });
    canvas.addEventListener("pointerdown", (event) => this.#take(event));
    canvas.addEventListener("pointermove", (event) => event.buttons > 0 && this.#strokeTo(this.#placeOf(event)));
    canvas.addEventListener("keydown", (event) => this.#press(event));
  }

  /** An empty mask of this size, the brush in its middle. */
  reset(width, height) {
    Object.assign(this.canvas, { width, height });
    this.#at = [width / 2, height / 2];
    this.clear();
  }

  clear() {
    this.#pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.isClean = true;
  }

  get #size() {
    return Math.max(this.canvas.width, this.canvas.height) / 12;
  }

  #take(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.#at = this.#placeOf(event);
    this.#strokeTo(this.#at);
  }

  #placeOf({ offsetX, offsetY }) {
    const scale = this.canvas.width / this.canvas.clientWidth;
    return [offsetX * scale, offsetY * scale];
  }

  #press(event) {
    const step = STEPS[event.key];
    if (!step && event.key !== " ") return;
    event.preventDefault();
    const to = step ? this.#at.map((place, axis) => place + (step[axis] * this.#size) / 2) : this.#at;
    // The shift key lifts the brush.
    if (event.shiftKey) this.#at = to;
    else this.#strokeTo(to);
  }

  #strokeTo(to) {
    Object.assign(this.#pen, { strokeStyle: PAINT, fillStyle: PAINT, lineWidth: this.#size });
    this.#pen.beginPath();
    this.#pen.moveTo(...this.#at);
    this.#pen.lineTo(...to);
    this.#pen.stroke();
    // A dot at the end, which is all there is of a line without length.
    this.#pen.beginPath();
    this.#pen.arc(...to, this.#size / 2, 0, 2 * Math.PI);
    this.#pen.fill();
    this.#at = to;
    this.isClean = false;
  }
}
