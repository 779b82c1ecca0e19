import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language, Names, Reading, Span } from '#bot/understand/reading.ts'

/** The day on which every question of the corpus is asked: a Saturday. */
export const today = '2026-11-28'

const cast: Record<Language, Record<keyof Names, string>> = {
	en: {
		group: 'North; South; Enterprise',
		person: 'Marta Lindqvist; Femi Adeyemi; Ilse Dorn; May Chen',
		customer: 'Acme Corp; Acme Logistics; Borealis Shipping; North Star Ltd; Globex; Initech GmbH; Stark & Sons',
		product: 'Fleet telemetry; Fuel analytics; Maintenance contract',
		plan: 'Gold; Silver',
	},
	ru: {
		group: 'Север; Юг; Корпоративный',
		person: 'Марта Линдквист; Алина Орлова; Иван Петров; Иван Смирнов; Пётр Иванов',
		customer: 'ООО «Ромашка»; АО «Северсталь»; Acme Corp; Acme Logistics; ИП Сидоров; ТехноМир; Заря',
		product: 'Телеметрия; Аналитика топлива; Сервисный контракт',
		plan: 'Базовый; Полный',
	},
	zh: {
		group: '华东组; 华南组; 北方团队',
		person: '张伟; 李娜; 王芳',
		customer: '宏达机械有限公司; 上海宏达物流有限公司; 东海航运; Acme Corp; 长城贸易; 西湖科技; 南山实业',
		product: '车队监控; 油耗分析; 维保合同',
		plan: '基础版; 专业版',
	},
	vi: {
		group: 'Miền Bắc; Miền Nam; Doanh nghiệp',
		person: 'Nguyễn Văn An; Trần Thị Bình; Lê Minh',
		customer: 'Công ty Hòa Phát; Minh Long; Acme Corp; Acme Logistics; Vận tải Sao Mai; Đông Á; Tân Tiến',
		product: 'Giám sát đội xe; Phân tích nhiên liệu; Bảo trì',
		plan: 'Cơ bản; Nâng cao',
	},
}

/** The names of the company in which a language's questions are asked; each is its own id. */
export function namesIn(language: Language): Names {
	const listed = (list: string) => list.split('; ').map((name) => ({ id: name, name }))
	const { group, person, customer, product, plan } = cast[language]
	return {
		group: listed(group),
		person: listed(person),
		customer: listed(customer),
		product: listed(product),
		plan: listed(plan),
	}
}

export type Question = { sentence: string; expected: string; asks: boolean }

/** The questions of a file of the corpus; those after `??` are to be answered with a question. */
export function corpus(file: string): Question[] {
	const lines = readFileSync(join(import.meta.dirname, 'corpus', file), 'utf8').split('\n')
	return lines
		.filter((line) => line.includes('|') && !line.startsWith('#'))
		.map((line) => {
			const [sentence = '', reading = ''] = line.replace(/^\?\? /, '').split(' | ')
			const expected = reading.trim().replace(/\b(\d{4}-\d\d)(?![-\d])/g, '$1-01')
			return { sentence, expected, asks: line.startsWith('?? ') }
		})
}

/** A reading on one line, as the corpus writes it. */
export function noted(reading: Reading): string {
	const named = (key: string, value: string) => `${key}=${/ /.test(value) ? `"${value}"` : value}`
	if ('filters' in reading && reading.intent !== 'figure') {
		const { intent, filters } = reading
		const of = Object.entries(filters).flatMap(([kind, list]) => list.map(({ name }) => named(kind, name)))
		if ('period' in reading) return [intent, ...of, reading.assumed ? '~' : span(reading.period)].join(' ')
		const { by, until } = reading
		return [intent, ...of, ...(by ? [`by=${by}`] : []), ...(until ? [`until=${until}`] : [])].join(' ')
	}
	if (reading.intent !== 'figure') {
		return 'customer' in reading ? `${reading.intent} ${named('customer', reading.customer.name)}` : reading.intent
	}
	const { measures, filters, period, assumed, compare, groupBy, where, order, byChange, limit, mean } = reading
	const { currency, ...names } = filters
	const parts = [
		measures.join('+'),
		...Object.entries(names).flatMap(([kind, list]) => list.map(({ name }) => named(kind, name))),
		...(currency ?? []).map((code) => `currency=${code}`),
		assumed && !compare ? '~' : span(period),
		compare ? `vs ${span(compare)}` : '',
		groupBy ? `by=${groupBy}` : '',
		where?.over ? `over=${where.over.value}${where.over.currency ?? ''}` : '',
		where?.under ? `under=${where.under.value}${where.under.currency ?? ''}` : '',
		order === 'most' ? 'desc' : order === 'least' ? 'asc' : '',
		byChange ? 'change' : '',
		limit ? `top=${limit}` : '',
		mean ? 'mean' : '',
	]
	return parts.filter(Boolean).join(' ')
}

const span = ({ from, to }: Span) => `${from}/${to}`
