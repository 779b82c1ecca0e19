-- Promise: of every product it is known whether it is sold in parts: as the company says, or else by what it is counted in.
set lock_timeout = '5s';

-- Time, weight, length, area, room, data, energy and working time are measured and have parts; everything else is counted.
create function is_measure(unit text) returns boolean language sql immutable strict parallel safe
	return regexp_replace(lower(btrim(unit)), '[.·\s()-]', '', 'g') ~ (
		'^(h|hr|hrs|hours?|min|mins|minutes?|s|sec|seconds?|d|days?|w|wk|weeks?|mo|months?|quarters?|y|yr|years?'
		|| '|(man|person|work(ing)?|machine)(hour|day|week|month|year)s?|fte'
		|| '|mg|g|grams?|kg|kilos?|kilograms?|t|tons?|tonnes?|lbs?|pounds?|oz|ounces?'
		|| '|mm|cm|m|met(er|re)s?|km|kilomet(er|re)s?|in|inch(es)?|ft|feet|foot|yards?|mi|miles?|[cmk]?m[23²³]|sqm|sqft|ha|hectares?|acres?'
		|| '|ml|cl|l|lit(er|re)s?|hl|gal|gallons?|[kmgtp]i?b|(kilo|mega|giga|tera)bytes?|w|kw|kwh|mwh|wh|mj|gj|%|per ?cent'
		|| '|ч|час(а|ов|ы)?|мин(ут[аы]?)?|сек(унд[аы]?)?|дн|день|дня|дней|сут|сутки|суток|нед|недел[яиь]|мес|месяц(а|ев)?|кв|квартал(а|ов)?|г|год(а|ов)?|лет'
		|| '|чел(овеко)?(ч|час(а|ов)?|дн|день|дня|дней|мес|месяц(а|ев)?)|ставк[аи]|мг|гр(амм)?|кг|килограмм(а|ов)?|т|тн|тонн[аы]?'
		|| '|мм|см|м|пм|погм|метр(а|ов)?|км|кубм|квм|[кс]?м[23²³]|га|мл|л|литр(а|ов)?|[кмгт]б|квт|квтч|мвтч'
		|| '|小时|工时|时|分钟|秒|天|日|周|月|个月|季度|年|人天|人日|人月|人年|毫克|克|千克|公斤|斤|吨|毫米|厘米|米|公里|千米|平方米|平米|立方米|公顷|亩|毫升|升|千瓦|千瓦时|度'
		|| '|giờ|phút|giây|ngày|tuần|tháng|quý|năm|công|ngàycông|giờcông|thángcông|gam|cân|kilogam|tạ|tấn|mét|métvuông|métkhối|lít|cây ?số)$');

-- Null: by its unit.
alter table product add column divisible boolean;

-- What has been sold in parts before goes on being sold so.
update product set divisible = true
where not is_measure(unit) and (
	exists (select from contract_line as line join contract_line_state as state on state.contract_line_id = line.id
		where line.product_id = product.id and trunc(state.quantity) <> state.quantity)
	or exists (select from quote_line where quote_line.product_id = product.id and trunc(quantity) <> quantity));
