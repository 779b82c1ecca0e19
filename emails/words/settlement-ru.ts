import type { settlementEn } from './settlement-en.ts'

export const settlementRu: typeof settlementEn = {
	title: 'Справка о полном расчёте',
	named: (number) => `Справка о полном расчёте ${number}`,
	contract: 'Договор',
	about: 'Предмет',
	began: 'Начало',
	settledOn: 'Расчёт завершён',
	customer: 'Клиент',
	open: 'Остаток долга',
	nothing: (contract) => `Задолженности по договору ${contract} нет`,
	machines: 'Техника',
	factory: 'Заводской номер',
	invoiced: 'Выставлено',
	received: 'Получено',
	kept: 'Зачислено на ваш счёт',
	givenUp: 'Списано нами',
	confirmed: (company, contract) =>
		`${company} подтверждает, что задолженности по договору ${contract} больше нет, и дальнейших требований по нему не имеет.`,
	sold: 'Указанная выше техника является собственностью клиента.',
	returned: 'Указанная выше техника возвращена.',
	signature: 'Место, дата и подпись',
	subject: (contract) => `Расчёты по договору ${contract} завершены`,
	heading: 'Задолженности больше нет',
	lead: (contract, day) => `Расчёты по договору ${contract} завершены ${day}. Спасибо.`,
	attached: 'Справка о полном расчёте и последний счёт приложены в виде файлов.',
	button: 'Открыть договор',
}
