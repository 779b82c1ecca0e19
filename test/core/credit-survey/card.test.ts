import { expect, test } from 'vitest'
import { cardOf as replyOf } from '#bot/desk/card.ts'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { findCard } from '#core/approval/card.ts'
import { closeSurvey } from '#core/credit-survey/close.ts'
import { byRole, cardOf, rule, step } from '#test/core/approval/office.ts'
import { openBooks } from '#test/support/books.ts'
import { welcome } from '../payment/ledger.ts'
import { crew, draft, member, soundAnswers, submitted } from './surveying.ts'

test('the card of a contract shows the score, both advices and the guarantors with what they stand good for', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books } = world
	const customer = await welcome(books)
	const people = await crew(books)
	const contractId = await draft(books, customer)
	const id = await submitted(books, people, contractId, {
		...soundAnswers,
		guarantors: { 'first.name': 'Otto Berg', 'first.identityNumber': 'HRB 1', 'first.assets': '9000000' },
	})
	const keeper = await member(books, 'storekeeper')
	const asks = [byRole('finance'), { kind: 'user' as const, userId: keeper.userId }]
	await rule(world, 'contract_activation', [step({ approvers: asks })])
	const asked = expectOk(
		await act(books, people.seller, propose<'contract_activation'>, {
			kind: 'contract_activation',
			input: { id: contractId },
		}),
	)
	const requestId = asked.kind === 'asked' ? asked.requestId : ''
	const card = await cardOf(world, requestId)
	expect(card).toMatchObject({
		survey: {
			id,
			state: 'submitted',
			score: 94,
			advice: 'grant',
			ownAdvice: 'grant',
			ownText: 'Well run, yard seen.',
			conclusion: null,
		},
		guarantors: [{ name: 'Otto Berg', proposed: true, exposures: [] }],
	})
	// Who is asked sees the card; who may read no surveys is told of none.
	expect(expectOk(await look(books, keeper, findCard, { id: requestId })).survey).toBe(null)
	// Who sees no invoices and is not asked sees no card of a customer.
	for (const stranger of [await member(books, 'storekeeper'), people.surveyor])
		expect(await look(books, stranger, findCard, { id: requestId })).toMatchObject({
			refusal: { code: 'not_found' },
		})
	expectOk(await act(books, people.manager, closeSurvey, { id, conclusion: 'grant', note: '' }))
	const telling = { timeZone: 'Europe/Berlin', explain: () => '' }
	const fields = async (language: 'en' | 'ru' | 'zh' | 'vi') =>
		replyOf({ ...telling, language }, await cardOf(world, requestId))
			.fields?.slice(-4)
			.map(({ label, value }) => `${label}: ${value}`)
	expect(await fields('en')).toEqual([
		'Credit survey: 94 of 100, grant',
		'The surveyor’s advice: grant: Well run, yard seen.',
		'Concluded: grant',
		'Guarantor: Otto Berg: stands good for nothing else',
	])
	expect((await fields('ru'))?.[0]).toBe('Проверка платёжеспособности: 94 из 100, одобрить')
	expect((await fields('zh'))?.[1]).toBe('调查员建议: 同意：Well run, yard seen.')
	expect((await fields('vi'))?.[2]).toBe('Kết luận: đồng ý')
})
