import type { conversation as english } from '../en/conversation.ts'
import { translate } from '../shape.ts'

export const conversation = translate<typeof english>()({
	title: 'Сообщения',
	lead: 'По договору {{number}}. Когда мы ответим, вам придёт письмо, а вся переписка останется здесь.',
	open: 'Сообщения',
	openNew: {
		one: 'Сообщения, {{count}} новое',
		few: 'Сообщения, {{count}} новых',
		many: 'Сообщения, {{count}} новых',
		other: 'Сообщения, {{count}} новых',
	},
	news: {
		one: '{{count}} новое сообщение',
		few: '{{count}} новых сообщения',
		many: '{{count}} новых сообщений',
		other: '{{count}} нового сообщения',
	},
	newsAbout: {
		one: '{{count}} новое сообщение по договору: {{contract}}',
		few: '{{count}} новых сообщения по договору: {{contract}}',
		many: '{{count}} новых сообщений по договору: {{contract}}',
		other: '{{count}} нового сообщения по договору: {{contract}}',
	},
	read: 'Прочитать',
	isNew: 'Новое',
	you: 'Ваша сторона',
	none: 'Сообщений пока нет',
	noneNote: 'Задайте вопрос или пришлите документ: всё, что касается этого договора.',
	earlier: 'Более ранние сообщения',
	latest: 'Последние сообщения',
	refresh: 'Проверить новые сообщения',
	write: 'Написать нам',
	text: 'Ваше сообщение',
	files: 'Файлы',
	filesHint: 'До {{most}} файлов, каждый не больше {{megabytes}} МБ: PDF, PNG, JPEG, WebP, TXT, CSV, XLSX, DOCX.',
	filesAgain: 'Текст сохранён. Пожалуйста, выберите файлы ещё раз.',
	send: 'Отправить',
	sent: 'Сообщение отправлено.',
	tooMany: 'Слишком много сообщений подряд. Текст сохранён: отправьте его через несколько минут.',
	viewOnly: 'Эта ссылка только для просмотра. Чтобы написать, войдите или попросите личную ссылку.',
	signIn: 'Войти',
})
