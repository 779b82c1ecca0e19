import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const fault = translate<English['fault']>()({
	missing: 'Заполните это поле.',
	notEmail: 'Это не адрес электронной почты.',
	notDay: 'Это не дата.',
	notPercent: 'Процент — от 0 до 100, например 12.5.',
	notNumber: 'Это не число.',
	notAmount: 'Это не сумма; пример: {{example}}.',
	tooManyDigits: {
		one: 'Не больше {{count}} знака после запятой.',
		few: 'Не больше {{count}} знаков после запятой.',
		many: 'Не больше {{count}} знаков после запятой.',
		other: 'Не больше {{count}} знака после запятой.',
	},
	tooShort: {
		one: 'Не меньше {{count}} символа.',
		few: 'Не меньше {{count}} символов.',
		many: 'Не меньше {{count}} символов.',
		other: 'Не меньше {{count}} символа.',
	},
	tooLong: {
		one: 'Не больше {{count}} символа.',
		few: 'Не больше {{count}} символов.',
		many: 'Не больше {{count}} символов.',
		other: 'Не больше {{count}} символа.',
	},
	tooSmall: 'Не меньше {{least}}.',
	tooLarge: 'Не больше {{most}}.',
	notOffered: 'Выберите из предложенного.',
	wrongForm: 'Неверный формат.',
	form: 'Что-то заполнено не так. Проверьте форму ещё раз.',
	fileMissing: 'Выберите файл.',
	fileTooLarge: 'Файл слишком велик: можно до {{megabytes}} МБ.',
	ofContract: '{{number}}: {{why}}',
})
