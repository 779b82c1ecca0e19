import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { LoadContext } from '../load-context.ts'
import { speakerFor } from '../words/speakers.ts'
import type { Visitor } from './actor.ts'
import { countTry, isWithin } from './limits.ts'

type Worked = Pick<Visitor, 'actor'>

/** Counts what costs work for one visitor, whatever browser they come with. Throws the page for too many. */
export async function countWork(
	{ books }: Pick<LoadContext, 'books'>,
	{ actor }: Worked,
	window: 'previews' | 'papers' | 'payments',
): Promise<void> {
	await countTry(books.sql, window, whoseOf(actor))
}

/** The same of a file: there no page stands around it, so what is thrown says by itself what to do. */
export async function countPaper(
	request: Request,
	{ books }: Pick<LoadContext, 'books'>,
	{ actor }: Worked,
): Promise<void> {
	if (await isWithin(books.sql, 'papers', whoseOf(actor))) return
	const { say, language } = speakerFor(request)
	const title = say('problem.tooManyTitle')
	const page = createElement(
		'html',
		{ lang: language },
		createElement(
			'head',
			null,
			createElement('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
			createElement('title', null, title),
		),
		createElement(
			'body',
			null,
			createElement(
				'main',
				null,
				createElement('h1', null, title),
				createElement('p', null, say('problem.tooManyBody')),
				createElement('p', null, createElement('a', { href: '/overview' }, say('visitor.overview'))),
			),
		),
	)
	throw new Response(`<!doctype html>${renderToStaticMarkup(page)}`, {
		status: 429,
		headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '60', 'cache-control': 'no-store' },
	})
}

const whoseOf = (actor: Visitor['actor']) => (actor.kind === 'link' ? actor.linkId : actor.contactId)
