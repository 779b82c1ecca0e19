import type { pricesEn } from './prices-en.ts'

export const pricesRu: typeof pricesEn = {
	subject: (contract, day) => `Договор ${contract}: новые цены с ${day}`,
	heading: 'Цены изменятся',
	lead: (contract, day) =>
		`С ${day} по договору ${contract} действуют новые цены. До этого всё стоит столько же, сколько сейчас. Делать ничего не нужно.`,
	message: 'Что мы хотим сказать',
	becomes: (before, after, day) => `${after} вместо ${before}, с ${day}`,
	month: 'В месяц, без налога',
	instead: (after, before) => `${after} вместо ${before}`,
	choice:
		'На странице договора видно, каким будет каждый счёт. Там можно согласиться, задать вопрос или расторгнуть договор.',
	button: 'Открыть договор',
	kept: {
		subject: (contract) => `Договор ${contract}: цены не изменятся`,
		heading: 'Цены остаются прежними',
		lead: (contract) =>
			`Новых цен по договору ${contract}, о которых мы сообщали, не будет. Он стоит столько же, сколько сейчас.`,
	},
}
