import type { Language } from '#core/company/read.ts'
import type { TalkKind } from '../desk/read-talk.ts'

/** What was understood of a record of a talk. */
type TalkWords = {
	doneCase: (name: string) => string
	how: string
	noDay: string
	contact: string
	kinds: Record<TalkKind, string>
	spokenTo: string
	day: string
	promised: string
	next: string
	by: (what: string, day: string) => string
}

export const talkWords: Record<Language, TalkWords> = {
	en: {
		doneCase: (name) => `Noted in the collection of ${name}`,
		how: 'Or all of it: note Acme: spoke to Ms Weber yesterday, promised 200 by Friday; next: call in two weeks',
		noDay: 'Say the day of the next step',
		contact: 'Contact',
		kinds: {
			...{ spoke: 'call', no_answer: 'call, no answer', visited: 'visit', message_left: 'message left' },
			wrote: 'message',
		},
		...{ spokenTo: 'Spoken to', day: 'Day', promised: 'Promised', next: 'Next step' },
		by: (what, day) => `${what} – ${day}`,
	},
	ru: {
		doneCase: (name) => `Записано в дело взыскания: ${name}`,
		how: 'Или всё сразу: заметка Акме: вчера говорили с Вебер, обещали 200 до пятницы; далее: позвонить через неделю',
		noDay: 'Укажите день следующего шага',
		contact: 'Контакт',
		kinds: {
			...{ spoke: 'звонок', no_answer: 'звонок без ответа', visited: 'визит', message_left: 'оставлено сообщение' },
			wrote: 'сообщение',
		},
		...{ spokenTo: 'Собеседник', day: 'День', promised: 'Обещано', next: 'Следующий шаг' },
		by: (what, day) => `${what} – ${day}`,
	},
	zh: {
		doneCase: (name) => `已记入 ${name} 的催收记录`,
		how: '也可一次写全：备注 Acme：昨天与韦伯通话，承诺周五付200；下一步：3月20日再致电',
		noDay: '请写明下一步的日期',
		contact: '联系方式',
		kinds: { spoke: '通话', no_answer: '致电无人接听', visited: '拜访', message_left: '已留言', wrote: '消息' },
		...{ spokenTo: '联系人', day: '日期', promised: '承诺', next: '下一步' },
		by: (what, day) => `${what}（${day}）`,
	},
	vi: {
		doneCase: (name) => `Đã ghi vào hồ sơ thu nợ của ${name}`,
		how: 'Hoặc viết đủ: ghi chú Acme: hôm qua nói chuyện với chị Weber, hứa trả 200 thứ Sáu; tiếp theo: gọi lại sau 2 tuần',
		noDay: 'Hãy ghi ngày của bước tiếp theo',
		contact: 'Liên hệ',
		kinds: {
			...{
				spoke: 'gọi điện',
				no_answer: 'gọi không nghe máy',
				visited: 'gặp trực tiếp',
				message_left: 'đã để lại lời nhắn',
			},
			wrote: 'tin nhắn',
		},
		...{ spokenTo: 'Người trao đổi', day: 'Ngày', promised: 'Đã hứa', next: 'Bước tiếp theo' },
		by: (what, day) => `${what} – ${day}`,
	},
}
