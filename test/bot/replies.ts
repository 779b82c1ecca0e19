import fc from 'fast-check'
import type { SealedReply } from '#bot/reply.ts'

const token = 'A'.repeat(43)
const long = 'Überweisung <&> 合同 “договор” 👩‍💻 '.repeat(400)

/** More of everything than any platform takes. */
export const endless: SealedReply = {
	title: long,
	text: `${long}\n\n${'x'.repeat(9000)}`,
	fields: Array.from({ length: 60 }, () => ({ label: long, value: long })),
	table: {
		columns: Array.from({ length: 30 }, (_, at) => ({ title: long, figures: at > 3 })),
		rows: Array.from({ length: 400 }, () => Array.from({ length: 30 }, () => long)),
		total: 4000,
	},
	choices: Array.from({ length: 200 }, () => ({ label: long, token, asks: { label: long, required: true } })),
	link: { label: long, path: '/staff/contracts/1' },
	note: long,
}

const said = fc.oneof(
	fc.string({ maxLength: 40 }),
	fc.string({ unit: 'binary', maxLength: 200 }),
	fc.constantFrom(
		'',
		' ',
		'&',
		'<',
		'&amp;',
		'</b>',
		'\n\n',
		'a'.repeat(5000),
		'👩‍💻'.repeat(700),
		'&<>"'.repeat(1000),
	),
)
const title = said.filter((text) => text.trim() !== '')

/** Any reply whose title says something. */
export const anyReply: fc.Arbitrary<SealedReply> = fc.record({
	title,
	text: said,
	fields: fc.array(fc.record({ label: said, value: said }), { maxLength: 25 }),
	table: fc.record({
		columns: fc.array(fc.record({ title: said, figures: fc.boolean() }), { minLength: 1, maxLength: 25 }),
		rows: fc.array(fc.array(said, { maxLength: 25 }), { maxLength: 12 }),
	}),
	choices: fc.array(fc.record({ label: said, token: fc.constant(token) }), { maxLength: 30 }),
	link: fc.record({ label: title, path: fc.constant('/staff') }),
	note: said,
})
