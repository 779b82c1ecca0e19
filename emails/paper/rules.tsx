import { Canvas } from '@react-pdf/renderer'
import type { ReactNode } from 'react'
import { ink } from './grid.ts'

/** Horizontal rules at the given heights below the top of the box around them, drawn in one go. */
export function Rules({ at, width }: { at: number[]; width: number }): ReactNode {
	return (
		<Canvas
			style={{ position: 'absolute', top: 0, left: 0, width, height: Math.max(...at, 1) }}
			paint={(painter) => {
				painter.lineWidth(0.5).strokeColor(ink.rule)
				for (const y of at) painter.moveTo(0, y).lineTo(width, y).stroke()
				return null
			}}
		/>
	)
}
