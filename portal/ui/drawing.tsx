import { createElement, Fragment, type ReactNode } from 'react'

/**
 * A picture that was drawn as SVG, as elements of the page: it takes the page's colours and letters. What it shows is said
 * by `title`; its own marks are for the eye.
 */
export function Drawing({ svg, title, className }: { svg: string; title: string; className?: string }) {
	const { viewBox, inside } = read(svg)
	return (
		<svg role="img" aria-label={title} viewBox={viewBox} className={`block h-auto w-full ${className ?? ''}`}>
			{inside}
		</svg>
	)
}

type Open = { name: string; attributes: Record<string, string>; children: ReactNode[] }

/** Reads the little of XML that drawings are written in: elements, attributes in double quotes, text. */
function read(svg: string): { viewBox: string; inside: ReactNode } {
	const open: Open[] = [{ name: '', attributes: {}, children: [] }]
	let viewBox = ''
	for (const [, closing, name = '', attributes = '', alone, text] of svg.matchAll(
		/<(\/?)([\w:]+)([^>]*?)(\/?)>|([^<]+)/g,
	)) {
		const parent = open.at(-1)
		if (!parent) break
		if (text !== undefined) parent.children.push(decoded(text))
		else if (closing) close(open)
		else {
			const read = attributesOf(attributes)
			const { viewBox: own = '' } = read
			if (name === 'svg') viewBox = own
			open.push({ name, attributes: read, children: [] })
			if (alone) close(open)
		}
	}
	return { viewBox, inside: createElement(Fragment, null, ...(open[0]?.children ?? [])) }
}

function close(open: Open[]): void {
	const element = open.pop()
	const parent = open.at(-1)
	if (!element || !parent) return
	if (element.name === 'svg') parent.children.push(...element.children)
	else
		parent.children.push(
			createElement(element.name, { ...element.attributes, key: parent.children.length }, ...element.children),
		)
}

function attributesOf(text: string): Record<string, string> {
	const read: Record<string, string> = {}
	for (const [, name = '', value = ''] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
		if (/^(aria-|role|class|xmlns|style)/.test(name)) continue
		read[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())] = decoded(value)
	}
	return read
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
	return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
}
