import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, type LinkScope, type Role, type Verb } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { type Asking, askedByName, root, sourcesOf, verbsThatAsk } from './asking.ts'

/*
 * Every verb of core, found in its sources, asked by everybody who may not. What a face hides is not looked at here: core
 * itself refuses. A new verb is tried as soon as it is written.
 */

const roles: Role[] = ['administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor']
const scopes: LinkScope[] = ['view', 'pay', 'manage']

let world: World
let asking: Asking[]

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 4 })
	asking = await verbsThatAsk()
})
afterAll(() => world.close())

function everybody(): [string, Actor][] {
	const [customerId, contactId] = [randomUUID(), randomUUID()]
	const subject = { kind: 'customer', id: customerId } as const
	return [
		...roles.map((role): [string, Actor] => [role, { kind: 'staff', userId: randomUUID(), role }]),
		...scopes.map((scope): [string, Actor] => [
			`a link to ${scope}`,
			{ kind: 'link', linkId: randomUUID(), customerId, contactId, subject, scope },
		]),
		['a contact', { kind: 'contact', contactId }],
	]
}

test('core refuses every verb to every role, link and contact that the permit table does not name for it', async () => {
	expect(asking.length).toBeGreaterThan(150)
	const astray: string[] = []
	let refused = 0
	for (const { name, file, actions } of asking) {
		const module = (await import(pathToFileURL(join(root, file)).href)) as Record<string, Verb<unknown, unknown>>
		const verb = module[name]
		if (!verb) throw new Error(`${file} has no ${name}`)
		for (const [who, actor] of everybody()) {
			// A verb that asks something else of a contact is for both, each by their own.
			const action = actor.kind === 'staff' ? actions.at(-1) : actions[0]
			if (!action || actions.some((one) => may(actor, one))) continue
			refused++
			const outcome = await act(world.books, actor, verb, { id: randomUUID() }).catch((error: unknown) => String(error))
			const code = typeof outcome === 'object' && !outcome.ok ? outcome.refusal.code : outcome
			if (!['not_permitted', 'link.view_only', 'link.too_narrow'].includes(String(code)))
				astray.push(`${name} of ${file} is not refused to ${who}: ${JSON.stringify(code)}`)
		}
	}
	expect(astray).toEqual([])
	expect(refused).toBeGreaterThan(700)
}, 120_000)

/** These are for whoever holds a secret, a browser or a link, or read what is nobody's; each says so where it is written. */
const forHolders = new Set([
	...[
		'createSignIn',
		'requestSignIn',
		'openCalendarFeed',
		'readLinks',
		'claimAccount',
		'findConfirmation',
		'askForCode',
	],
	...['readRatingPolicy', 'countWaiting', 'inspectFile', 'linkTo', 'findContractTypes', 'findContractStatuses'],
	// Answer nothing of their own fields to who is no staff.
	...['findOwnFields', 'listFor'],
	// Ask what the list or the verb asks that they are told of.
	...['readJson', 'doOnce'],
])

test('no face calls a verb that asks nobody', async () => {
	const asks = await askedByName()
	const faces = [...(await sourcesOf('portal')), ...(await sourcesOf('bot'))].filter(
		({ file }) => !/\/dev\//.test(file),
	)
	const called = faces.flatMap(({ file, text }) =>
		[...text.matchAll(/\b(?:act|look)\(\s*[\w.]+,\s*[\w.]+,\s*(?!async\b)(\w+)\b/g)].flatMap(([, name = '']) =>
			// A parameter is what its callers name.
			name === 'finder' || name === 'verb' ? [] : [{ file, name }],
		),
	)
	expect(called.length).toBeGreaterThan(150)
	const unasked = called.filter(({ name }) => !asks.has(name) && !forHolders.has(name))
	expect(unasked.map(({ file, name }) => `${file}: ${name}`)).toEqual([])
})
