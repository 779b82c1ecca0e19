-- Promise: rights can be said of a contract's title, term end and renewal and of a line's quantity too. The first three may be kept
-- from being changed and are never hidden: a contract is called and ordered by them wherever it stands.
set lock_timeout = '5s';

alter table field_right
	drop constraint field_right_field,
	add constraint field_right_field check (field is null or case card
		when 'contract' then field in ('title', 'termEnd', 'renewal', 'purchaseOrder', 'owner', 'notice', 'paymentDays', 'autopay',
			'access', 'health', 'reason', 'recurring', 'discount', 'importKey')
		when 'line' then field in ('quantity', 'unitPrice', 'discount', 'model', 'serialNumber', 'factoryNumber')
		when 'customer' then field in ('email', 'phone', 'address', 'taxNumber', 'industry', 'paymentDays', 'owner', 'importKey')
		else false end),
	add constraint field_right_open check (access <> 'hidden' or card <> 'contract' or field is null
		or field not in ('title', 'termEnd', 'renewal'));
