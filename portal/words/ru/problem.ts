import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const problem = translate<English['problem']>()({
	notFoundTitle: 'Здесь ничего нет',
	notFoundBody: 'Такой страницы нет, или она вам недоступна. Проверьте адрес или начните с обзора.',
	expiredTitle: 'Ссылка больше не действует',
	expiredBody: 'Она уже использована, отозвана или устарела. Запросите новую — она придёт по почте.',
	brokenTitle: 'Ошибка на нашей стороне',
	brokenBody:
		'Попробуйте ещё раз чуть позже. Если повторится, сообщите нам этот номер, и мы разберёмся, что случилось.',
	tooManyTitle: 'Слишком много попыток',
	tooManyBody: 'Подождите немного и попробуйте снова. Так мы защищаем вашу учётную запись.',
	tooManyWait: {
		one: 'Повторите через {{count}} секунду.',
		few: 'Повторите через {{count}} секунды.',
		many: 'Повторите через {{count}} секунд.',
		other: 'Повторите через {{count}} секунды.',
	},
	refusedTitle: 'Так сделать нельзя',
	offlineTitle: 'Нет связи',
	reference: 'Номер обращения',
	home: 'На обзор',
	retry: 'Повторить',
	askForLink: 'Прислать новую ссылку',
})
