import '../parts.css'

/** What a colour says; which colour it is stands in theme.css. */
export type Tone = 'plain' | 'good' | 'info' | 'warn' | 'alarm' | 'doubt' | 'muted'
/** The shape that says the same without colour, on paper and to the colour-blind. */
export type Shape = 'ring' | 'half' | 'disc' | 'check' | 'triangle' | 'diamond' | 'square' | 'question' | 'dash' | 'return'

const PATHS: Record<Shape, string> = {
  ring: 'M6 1.75a4.25 4.25 0 1 0 0 8.5a4.25 4.25 0 1 0 0-8.5Z',
  half: 'M6 1.75a4.25 4.25 0 1 0 0 8.5a4.25 4.25 0 1 0 0-8.5Z',
  disc: 'M6 2.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7Z',
  check: 'M1.8 6.4 4.7 9.3 10.2 3',
  triangle: 'M6 2 10.5 9.8H1.5Z',
  diamond: 'M6 1.6 10.4 6 6 10.4 1.6 6Z',
  square: 'M2.6 2.6h6.8v6.8H2.6Z',
  question: 'M3.8 4.2A2.2 2.2 0 1 1 6 6.4V7.6M6 9.6v.8',
  dash: 'M2 6h8',
  return: 'M4.4 2 1.9 4.5 4.4 7M2.2 4.5h4.9a2.6 2.6 0 0 1 0 5.2H4.6',
}
const FILLED: ReadonlySet<Shape> = new Set(['disc', 'triangle', 'diamond', 'square'])

/** A shape in the tone's colour; silent to screen readers, since a word always stands beside it. */
export function StatusIcon({ shape, tone }: { readonly shape: Shape; readonly tone: Tone }) {
  return (
    <svg className="ui-mark" viewBox="0 0 12 12" data-tone={tone} aria-hidden="true" focusable="false">
      <path
        d={PATHS[shape]}
        fill={FILLED.has(shape) ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      {shape === 'half' && <path d="M6 1.75a4.25 4.25 0 0 0 0 8.5Z" fill="currentColor" />}
    </svg>
  )
}

/** A state in words with its shape and colour. */
export function StatusWord({ word, shape, tone }: { readonly word: string; readonly shape: Shape; readonly tone: Tone }) {
  return (
    <span className="ui-word" data-tone={tone}>
      <StatusIcon shape={shape} tone={tone} />
      {word}
    </span>
  )
}
