import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, contract, keyOf, link, other, tried, writeStanding } from './standing.ts'

/*
 * What the database refuses of quotes whatever the program does. Plain SQL against one set of books; each try is undone.
 */

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-10', company: false })
	await writeStanding(world.sql)
	await world.sql.unsafe([quoteOf(draft), lineOf(draft), quoteOf(sent), lineOf(sent), send(sent)].join(';'))
})
afterAll(() => world.close())

const [frozen, checked, unique, foreign] = [/^23001 /, /^23514 /, /^23505 /, /^23503 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)
const [draft, sent, fresh] = [keyOf(201), keyOf(202), keyOf(203)]

function quoteOf(id: string, more: Record<string, string> = {}): string {
	const row: Record<string, string> = {
		...{ id: `'${id}'`, number: `'${id}'`, customer_id: `'${acme}'`, currency: `'EUR'`, valid_until: `'2026-04-01'` },
		...{ payment_term_days: '14', notice_days: '30', created_at: 'now()', created_by: `'test'`, updated_at: 'now()' },
		...more,
	}
	return `insert into quote (${Object.keys(row).join()}) values (${Object.values(row).join()})`
}

function lineOf(quote: string, more = ''): string {
	return `insert into quote_line (quote_id, position, description, quantity, unit_price ${more && ', optional, chosen, choice'})
		values ('${quote}', ${more ? 2 : 1}, 'Seats', 1, 10 ${more})`
}

const send = (id: string) => `update quote set state = 'sent', sent_at = now() where id = '${id}'`
const close = (id: string, state: string) => `update quote set state = '${state}', closed_at = now() where id = '${id}'`

function acceptanceOf(id: string, more: Record<string, string> = {}): string {
	const row: Record<string, string> = {
		...{ quote_id: `'${id}'`, contract_id: `'${contract}'`, signer_name: `'Anna Petersen'`, kind: `'typed'` },
		...{ consent: `'I accept.'`, language: `'en'`, identified_by: `'link'`, identified_email: `'a@b.example'` },
		...{ link_id: `'${link}'`, accepted_at: 'now()', accepted_on: `'2026-03-10'`, address: `'203.0.113.7'` },
		...{ browser: `''`, document_sha256: `repeat('a', 64)`, seen: `repeat('b', 64)`, chosen: `'{}'` },
		...{ totals: `'{}'`, paper: `'{}'` },
		...more,
	}
	return `insert into quote_acceptance (${Object.keys(row).join()}) values (${Object.values(row).join()})`
}

const accepted = `update quote set state = 'accepted', closed_at = now(), contract_id = '${contract}' where id = '${sent}'`

describe('a discount is one of its kinds, and ends in one way', () => {
	test.each([
		['position, percent, months', '1, 10, 3', 'done'],
		['position, month_minor, until', `1, 500, '2026-09-30'`, 'done'],
		['position, percent, month_minor', '1, 10, 500', checked],
		['position, months', '1, 3', checked],
		['position, percent, months, until', `1, 10, 3, '2026-09-30'`, checked],
		['position, percent', '1, 0', checked],
		['position, percent', '1, 101', checked],
		['position, month_minor', '1, 0', checked],
		['position, percent, months', '1, 10, 0', checked],
	])('%s: %s', async (columns, values, answer) => {
		const said = await say(`insert into quote_discount (quote_id, ${columns}) values ('${draft}', ${values})`)
		if (typeof answer === 'string') expect(said).toBe(answer)
		else expect(said).toMatch(answer)
	})
	test.each([
		[`interval_unit = 'month', interval_count = 1, discount_percent = 5, discount_periods = 2`, 'done'],
		[`interval_unit = 'month', interval_count = 1, discount_percent = 5, discount_until = '2026-09-30'`, 'done'],
		[
			`interval_unit = 'month', interval_count = 1, discount_percent = 5, discount_periods = 2, discount_until = '2026-09-30'`,
			checked,
		],
		[`interval_unit = 'month', interval_count = 1, discount_periods = 2`, checked],
		[`discount_percent = 5, discount_periods = 2`, checked],
		[`interval_unit = 'month', interval_count = 1, discount_percent = 5, discount_periods = 0`, checked],
	])('of a line: %s', async (set, answer) => {
		const said = await say(`update quote_line set ${set} where quote_id = '${draft}'`)
		if (typeof answer === 'string') expect(said).toBe(answer)
		else expect(said).toMatch(answer)
	})
})

describe('a quote that was sent stays what it was', () => {
	test.each(['title', 'conditions', 'introduction'])('%s', async (column) => {
		expect(await say(`update quote set ${column} = 'Other' where id = '${draft}'`)).toBe('done')
		expect(await say(`update quote set ${column} = 'Other' where id = '${sent}'`)).toMatch(frozen)
	})
	test('nor is its last day moved, nor its contact, nor its terms', async () => {
		for (const set of [
			`valid_until = '2027-01-01'`,
			`starts_on = '2026-05-01'`,
			`timing = 'arrears'`,
			'term_months = 12',
		])
			expect(await say(`update quote set ${set} where id = '${sent}'`), set).toMatch(frozen)
	})
	test('what is taken off everything is neither added nor changed nor deleted', async () => {
		const off = (id: string) => `insert into quote_discount (quote_id, position, percent) values ('${id}', 1, 10)`
		expect(await say(off(draft), `delete from quote_discount`)).toBe('done')
		expect(await say(off(sent))).toMatch(frozen)
		expect(await say(off(draft), send(draft), `update quote_discount set percent = 90`)).toMatch(frozen)
		expect(await say(off(draft), send(draft), `delete from quote_discount`)).toMatch(frozen)
	})
	test('its lines are neither added nor changed nor deleted', async () => {
		expect(await say(lineOf(sent, `, true, true, ''`))).toMatch(frozen)
		expect(await say(`update quote_line set unit_price = 1 where quote_id = '${sent}'`)).toMatch(frozen)
		expect(await say(`delete from quote_line where quote_id = '${sent}'`)).toMatch(frozen)
		expect(await say(`update quote_line set quote_id = '${draft}', position = 5 where quote_id = '${sent}'`)).toMatch(
			frozen,
		)
	})
	test('it is not deleted, and not made a draft again', async () => {
		expect(await say(`delete from quote where id = '${sent}'`)).toMatch(frozen)
		expect(await say(`update quote set state = 'draft', sent_at = null where id = '${sent}'`)).toMatch(frozen)
		expect(await say(`delete from quote where id = '${draft}'`)).toBe('done')
	})
	test('once it is closed nothing changes any more', async () => {
		expect(await say(close(sent, 'declined'), `update quote set decline_reason = 'x' where id = '${sent}'`)).toMatch(
			frozen,
		)
		expect(await say(close(sent, 'expired'), close(sent, 'withdrawn'))).toMatch(frozen)
	})
})

describe('a state has its facts', () => {
	test('sent has its moment, closed its own, and only what was declined a reason', async () => {
		expect(await say(quoteOf(fresh, { state: `'sent'` }))).toMatch(checked)
		expect(await say(`update quote set state = 'expired' where id = '${sent}'`)).toMatch(checked)
		expect(await say(`update quote set decline_reason = 'No' where id = '${draft}'`)).toMatch(checked)
	})
	test('what changes or renews names a contract of the same customer and currency', async () => {
		expect(await say(quoteOf(fresh, { purpose: `'renewal'` }))).toMatch(checked)
		const of = { purpose: `'renewal'`, for_contract_id: `'${contract}'` }
		expect(await say(quoteOf(fresh, of))).toBe('done')
		expect(await say(quoteOf(fresh, { ...of, customer_id: `'${other}'` }))).toMatch(foreign)
		expect(await say(quoteOf(fresh, { ...of, currency: `'USD'` }))).toMatch(foreign)
	})
	test('a line that is not optional is in, and of a choice one is offered', async () => {
		expect(await say(lineOf(draft, `, false, false, ''`))).toMatch(checked)
		const two = `update quote_line set optional = true, choice = 'one' where quote_id = '${draft}'`
		expect(await say(two, lineOf(draft, `, true, true, 'one'`))).toMatch(unique)
		expect(await say(two, lineOf(draft, `, true, false, 'one'`))).toBe('done')
	})
	test('a quote has one next version', async () => {
		const next = { replaces_id: `'${sent}'` }
		expect(await say(quoteOf(fresh, next), quoteOf(keyOf(204), next))).toMatch(unique)
	})
})

describe('a quote is accepted once and tells by whom', () => {
	test('not without its acceptance, and not with that of another contract', async () => {
		expect(await say(accepted)).toMatch(frozen)
		expect(await say(acceptanceOf(sent), accepted)).toBe('done')
	})
	test('once', async () => {
		expect(await say(acceptanceOf(sent), acceptanceOf(sent))).toMatch(unique)
	})
	test('only while it is open and valid', async () => {
		expect(await say(acceptanceOf(draft))).toMatch(frozen)
		expect(await say(acceptanceOf(sent, { accepted_on: `'2026-04-02'` }))).toMatch(frozen)
		expect(await say(close(sent, 'withdrawn'), acceptanceOf(sent))).toMatch(frozen)
	})
	test('what was recorded is neither changed nor deleted', async () => {
		expect(await say(acceptanceOf(sent), `update quote_acceptance set signer_name = 'Bo'`)).toMatch(frozen)
		expect(await say(acceptanceOf(sent), 'delete from quote_acceptance')).toMatch(frozen)
	})
	test.each([
		['no name', { signer_name: `''` }],
		['drawn without strokes', { kind: `'drawn'` }],
		['strokes that are none', { kind: `'drawn'`, drawing: `'<script>alert(1)</script>'` }],
		['strokes without end', { kind: `'drawn'`, drawing: `repeat('M1 1L2 2', 6000)` }],
		['a link that is not there', { link_id: 'null' }],
		['a digest that is none', { document_sha256: `'abc'` }],
	])('not with %s', async (_what, more) => {
		expect(await say(acceptanceOf(sent, more))).toMatch(checked)
	})
})

test('what was said in a conversation stays', async () => {
	const said = `insert into message (subject_kind, subject_id, customer_id, author_kind, author_id, author_name, text, created_at)
		values ('quote', '${sent}', '${acme}', 'link', '${link}', 'Anna', 'How?', now())`
	expect(await say(said)).toBe('done')
	expect(await say(said, `update message set text = 'No'`)).toMatch(frozen)
	expect(await say(said, 'delete from message')).toMatch(frozen)
	expect(await say(said.replace(`'How?'`, `''`))).toMatch(checked)
})

test('a code confirms after five tries at most, and not after its minutes', async () => {
	const asked = `insert into link_confirmation (link_id, handle_hash, code_hash, email, requested_at, expires_at)
		values ('${link}', sha256('h'), sha256('c'), 'a@b.example', now(), now() + interval '10 minutes')`
	expect(await say(asked, 'update link_confirmation set attempts = 5')).toBe('done')
	expect(await say(asked, 'update link_confirmation set attempts = 6')).toMatch(checked)
	expect(await say(asked, `update link_confirmation set confirmed_at = now() + interval '11 minutes'`)).toMatch(checked)
	expect(await say(asked, asked)).toMatch(unique)
})
