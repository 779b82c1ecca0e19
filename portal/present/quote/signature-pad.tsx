import { type PointerEvent, useId, useRef, useState } from 'react'
import { Button } from '#portal/ui/button.tsx'
import { Details } from '#portal/ui/details.tsx'
import { useWords } from '#portal/words/use-words.tsx'

/** The box in which a signature is drawn; core keeps paths of it (core/quote/signature.ts). */
const [width, height] = [600, 200]
/** No more points than this are kept: what core takes at most. */
const longest = 38_000

/** A field to draw in. The typed name is the signature for whoever does not draw, and for everybody without script. */
export function SignaturePad({ name }: { name: string }) {
	const say = useWords()
	const hint = useId()
	const [path, setPath] = useState('')
	const drawing = useRef(false)
	const pointOf = (event: PointerEvent<SVGSVGElement>) => {
		const box = event.currentTarget.getBoundingClientRect()
		const at = (place: number, size: number, most: number) =>
			Math.round(Math.min(Math.max((place / size) * most, 0), most) * 10) / 10
		return `${at(event.clientX - box.left, box.width, width)} ${at(event.clientY - box.top, box.height, height)}`
	}
	const start = (event: PointerEvent<SVGSVGElement>) => {
		if (event.button !== 0) return
		event.currentTarget.setPointerCapture(event.pointerId)
		drawing.current = true
		const point = pointOf(event)
		setPath((before) => (before.length < longest ? `${before}M${point}L${point}` : before))
	}
	const move = (event: PointerEvent<SVGSVGElement>) => {
		if (!drawing.current) return
		const point = pointOf(event)
		setPath((before) => (before.length < longest ? `${before}L${point}` : before))
	}
	const stop = () => {
		drawing.current = false
	}
	return (
		<div className="scripted mt-5">
			<input type="hidden" name={name} value={path} />
			<Details summary={say('quote.draw')}>
				<div className="py-2">
					<p id={hint} className="mb-2 text-muted text-sm">
						{say('quote.drawHint')}
					</p>
					<svg
						viewBox={`0 0 ${width} ${height}`}
						role="img"
						aria-label={say('quote.drawBox')}
						aria-describedby={hint}
						className="block aspect-[3/1] w-full max-w-xl cursor-crosshair touch-none rounded-field border border-edge bg-surface"
						onPointerDown={start}
						onPointerMove={move}
						onPointerUp={stop}
						onPointerCancel={stop}
					>
						<line x1="40" x2={width - 40} y1="155" y2="155" className="stroke-line" strokeWidth="2" />
						<path
							d={path}
							fill="none"
							stroke="currentColor"
							strokeWidth="3.5"
							strokeLinecap="round"
							strokeLinejoin="round"
						/>
					</svg>
					<div className="mt-2">
						<Button kind="secondary" size="small" type="button" onClick={() => setPath('')}>
							{say('quote.clear')}
						</Button>
					</div>
				</div>
			</Details>
		</div>
	)
}
