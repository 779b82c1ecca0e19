import type { gateEn } from './gate-en.ts'
import { plural } from './plural.ts'

export const gateRu: typeof gateEn = {
	title: 'Пропуск на вывоз',
	contract: 'Договор',
	customer: 'Получатель',
	taker: 'Кому выдать',
	through: 'Действует по',
	issuedBy: 'Разрешил',
	machines: 'Машина',
	model: 'Модель',
	factory: 'Заводской номер',
	lets: (count) =>
		plural('ru', count, {
			one: `Может выехать ${count} машина`,
			few: `Могут выехать ${count} машины`,
			other: `Могут выехать ${count} машин`,
		}),
	once: 'Пропуск действует один раз. Отсканируйте код на выезде или введите номер.',
	scan: (number) => `Отсканируйте на выезде · ${number}`,
	missing: 'Выдано, хотя выполнены не все условия',
	driver: 'Водитель, дата и подпись',
}
