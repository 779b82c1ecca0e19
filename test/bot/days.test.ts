import { expect, test } from 'vitest'
import { readDay } from '#bot/desk/read-day.ts'
import { splitDay } from '#bot/desk/split-day.ts'

// A Monday.
const today = '2026-03-02'

test.each([
	['en', '31 March', '2025-03-31', '2026-03-31'],
	['en', 'as of yesterday', '2026-03-01', '2026-03-01'],
	['en', 'the day before yesterday', '2026-02-28', '2026-02-28'],
	['en', '3 weeks ago', '2026-02-09', '2026-02-09'],
	['en', 'a month ago', '2026-02-02', '2026-02-02'],
	['en', 'last Friday', '2026-02-27', '2026-02-27'],
	['en', 'by Friday', '2026-02-27', '2026-03-06'],
	['en', 'next Friday', '2026-03-06', '2026-03-06'],
	['en', 'in two weeks', '2026-03-16', '2026-03-16'],
	['en', 'last month', '2026-02-28', undefined],
	['en', 'the end of last year', '2025-12-31', '2026-12-31'],
	['en', 'the end of this month', '2026-03-31', '2026-03-31'],
	['en', '2026-01-15', '2026-01-15', undefined],
	['ru', 'по состоянию на 15 января', '2026-01-15', '2027-01-15'],
	['ru', 'на вчера', '2026-03-01', '2026-03-01'],
	['ru', 'неделю назад', '2026-02-23', '2026-02-23'],
	['ru', 'в прошлую пятницу', '2026-02-27', '2026-02-27'],
	['ru', 'через 3 дня', '2026-03-05', '2026-03-05'],
	['ru', 'к пятнице', '2026-02-27', '2026-03-06'],
	['zh', '截至3月31日', '2025-03-31', '2026-03-31'],
	['zh', '昨天', '2026-03-01', '2026-03-01'],
	['zh', '两周前', '2026-02-16', '2026-02-16'],
	['zh', '上周五', '2026-02-27', '2026-02-27'],
	['zh', '3天后', '2026-03-05', '2026-03-05'],
	['vi', 'tính đến 31/12', '2025-12-31', '2026-12-31'],
	['vi', 'hôm qua', '2026-03-01', '2026-03-01'],
	['vi', '2 tuần trước', '2026-02-16', '2026-02-16'],
	['vi', 'thứ sáu', '2026-02-27', '2026-03-06'],
	['en', 'Acme', undefined, undefined],
	['en', 'yesterday and today', undefined, undefined],
] as const)('%s: “%s” is a day behind, or ahead', (language, said, behind, ahead) => {
	expect(readDay(said, { today, language, ahead: false })).toBe(behind)
	expect(readDay(said, { today, language, ahead: true })).toBe(ahead)
})

test.each([
	['en', 'K-00001 as of 31 January', 'K-00001', '2026-01-31'],
	['en', 'K-00001 2026-01-31', 'K-00001', '2026-01-31'],
	['en', 'K-00001 3 days ago', 'K-00001', '2026-02-27'],
	['en', 'Acme Corp as of last month', 'Acme Corp', '2026-02-28'],
	['ru', 'K-00001 на 31 января', 'K-00001', '2026-01-31'],
	['ru', 'K-00001 на вчера', 'K-00001', '2026-03-01'],
	['zh', 'K-00001截至1月31日', 'K-00001', '2026-01-31'],
	['zh', '截至1月31日K-00001', 'K-00001', '2026-01-31'],
	['zh', '昨天 K-00001', 'K-00001', '2026-03-01'],
	['vi', 'K-00001 tính đến 31/1', 'K-00001', '2026-01-31'],
	['vi', 'K-00001 hôm qua', 'K-00001', '2026-03-01'],
] as const)('%s: “%s” is a name and a day', (language, said, what, on) => {
	expect(splitDay(said, { today, language })).toEqual({ what, on })
})

test.each(['Acme March', 'K-00001', 'Hotel on Main Street', 'Studio 24'])('“%s” is a name alone', (said) => {
	expect(splitDay(said, { today, language: 'en' })).toBeUndefined()
})
