import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const visitor = translate<English['visitor']>()({
	overview: 'Обзор',
	contract: 'Договор',
	invoices: 'Счета',
	pay: 'Оплата',
	account: 'Ваша учётная запись',
	settings: 'Данные, пользователи, устройства',
	byLink: 'Вы вошли по личной ссылке.',
	byLinkView: 'По ней можно смотреть, но не платить.',
	customers: 'Показать',
	claim: 'Завести учётную запись',
	claimHint: 'Тогда вы сможете вернуться в любое время по адресу почты.',
	signOutEverywhere: 'Выйти на всех устройствах',
	leave: 'Завершить просмотр по ссылке',
})
