"""A message in one of our languages is noticed; neither English nor anything else is taken for one."""

import pytest

from knowledge.languages import Language
from knowledge.loader import SHIPPED, Reading, load, load_tests
from knowledge.search.english import is_english
from knowledge.search.language import Languages

ITEMS = Reading(SHIPPED).yaml(SHIPPED / "languages.yaml", list[Language]) or []
LANGUAGES = Languages(ITEMS)
TWENTY = "pl ro pa ur pt es ar bn gu it ta fr lt zh tr bg ru fa hu el"
BEYOND = "uk so sq ckb"

WRITTEN = {
    "pl": [
        "Dzień dobry, szukam pracy, ale byłem karany. Czy możecie mi pomóc?",
        "czy moge byc wolontariuszem jesli bylem w wiezieniu",
        "Ile kosztuje zaświadczenie o niekaralności?",
        "jak zglosic nasza organizacje do karty",
        "dziekuje bardzo",
        "Dziękuję",
        "mam wyrok, gdzie mogę znaleźć pracę",
        "Co to jest DBS i czy potrzebuję go do pracy w szpitalu?",
    ],
    "ro": [
        "Bună ziua, caut un loc de muncă, dar am cazier. Mă puteți ajuta?",
        "pot sa lucrez daca am fost la inchisoare",
        "Ce este un certificat DBS și cât costă?",
        "vreau sa fiu voluntar",
        "Mulțumesc!",
        "buna ziua, am nevoie de ajutor va rog",
        "cum pot să aplic pentru cartă",
    ],
    "pa": [
        "ਸਤ ਸ੍ਰੀ ਅਕਾਲ, ਮੈਨੂੰ ਕੰਮ ਚਾਹੀਦਾ ਹੈ",
        "ਕੀ ਮੈਂ ਜੇਲ੍ਹ ਤੋਂ ਬਾਅਦ NHS ਵਿੱਚ ਕੰਮ ਕਰ ਸਕਦਾ ਹਾਂ?",
        "DBS ਕੀ ਹੈ",
        "ਧੰਨਵਾਦ",
        "mainu kamm chahida hai, ki tusi madad kar sakde ho",
        "tusi kidda ho, mainu dasso DBS ki hai",
    ],
    "ur": [
        "السلام علیکم، مجھے نوکری چاہیے لیکن میرا مجرمانہ ریکارڈ ہے",
        "کیا میں جیل کے بعد کام کر سکتا ہوں؟",
        "DBS کیا ہے اور اس پر کتنا خرچ آتا ہے؟",
        "شکریہ",
        "میں رضاکار بننا چاہتی ہوں",
        "mujhe kaam chahiye, kya aap meri madad kar sakte hain",
        "kya mujhe naukri mil sakti hai agar mera record hai",
        "shukriya",
    ],
    "pt": [
        "Olá, procuro trabalho mas tenho antecedentes criminais. Podem ajudar?",
        "posso trabalhar se ja estive preso",
        "O que é o DBS e quanto custa?",
        "gostaria de ser voluntaria",
        "Muito obrigado",
        "como faco para inscrever a minha organizacao",
        "Bom dia, preciso de ajuda",
    ],
    "es": [
        "Hola, busco trabajo pero tengo antecedentes penales. ¿Me pueden ayudar?",
        "puedo trabajar si estuve en la carcel",
        "¿Qué es la carta y cuánto cuesta?",
        "quiero ser voluntario",
        "muchas gracias",
        "buenos dias, necesito ayuda",
        "¿Necesito un DBS para trabajar en el hospital?",
        "como puedo inscribir mi organizacion",
    ],
    "ar": [
        "مرحبا، أبحث عن عمل ولكن لدي سجل جنائي",
        "هل يمكنني العمل بعد السجن؟",
        "ما هو DBS وكم يكلف؟",
        "شكرا",
        "أريد التطوع",
        "السلام عليكم",
        "كيف يمكن لمنظمتنا التقديم على الميثاق؟",
        "marhaba, abhath an shughl",
        "بدي شغل بس عندي سوابق",
    ],
    "bn": [
        "আমি কাজ খুঁজছি কিন্তু আমার অপরাধের রেকর্ড আছে",
        "জেল থেকে বের হওয়ার পর কি আমি চাকরি পেতে পারি?",
        "DBS কী এবং এর খরচ কত?",
        "ধন্যবাদ",
        "ami kaj korte chai, apni ki amake sahajjo korte parben",
        "apni kemon achen",
        "amar chakri lagbe kintu amar criminal record ache",
    ],
    "gu": [
        "નમસ્તે, મારે નોકરી જોઈએ છે પણ મારો ગુનાહિત રેકોર્ડ છે",
        "શું હું જેલ પછી કામ કરી શકું?",
        "DBS શું છે અને કેટલા પૈસા થાય?",
        "આભાર",
        "kem cho, mare nokri joie chhe",
        "tame mane madad kari shako chho, shu karvu",
    ],
    "it": [
        "Buongiorno, cerco lavoro ma ho precedenti penali. Potete aiutarmi?",
        "posso lavorare se sono stato in carcere",
        "Che cos'è il DBS e quanto costa?",
        "vorrei fare il volontario",
        "grazie mille",
        "come posso iscrivere la mia organizzazione",
        "Perché non posso lavorare con la fedina penale sporca?",
    ],
    "ta": [
        "வணக்கம், எனக்கு வேலை வேண்டும் ஆனால் எனக்கு குற்றப் பதிவு உள்ளது",
        "சிறைக்குப் பிறகு நான் வேலை செய்ய முடியுமா?",
        "DBS என்றால் என்ன?",
        "நன்றி",
        "vanakkam, enakku velai venum",
        "enakku udavi panna mudiyuma",
    ],
    "fr": [
        "Bonjour, je cherche un emploi mais j'ai un casier judiciaire. Pouvez-vous m'aider ?",
        "est ce que je peux travailler apres la prison",
        "Qu'est-ce que le DBS et combien ça coûte ?",
        "je voudrais etre benevole",
        "Merci beaucoup",
        "bonsoir, j’ai besoin d’aide",
        "comment inscrire mon organisation à la charte",
        "Où puis-je trouver du travail avec une condamnation ?",
    ],
    "lt": [
        "Laba diena, ieškau darbo, bet turiu teistumą. Ar galite padėti?",
        "ar galiu dirbti po kalejimo",
        "Kas yra DBS ir kiek kainuoja?",
        "noreciau savanoriauti",
        "Ačiū labai",
        "labas, man reikia pagalbos",
        "kaip mūsų organizacija gali prisijungti prie chartijos",
    ],
    "zh": [
        "你好，我有犯罪记录，可以找工作吗？",
        "什么是DBS？要多少钱？",
        "我想当志愿者",
        "谢谢",
        "出獄後可以在醫院工作嗎",
        "nihao, qingwen zenme zhaogongzuo",
        "我想找一份 job，但是我坐过牢",
    ],
    "tr": [
        "Merhaba, iş arıyorum ama sabıkam var. Yardımcı olur musunuz?",
        "hapisten ciktim calisabilir miyim, is ariyorum",
        "DBS nedir ve ne kadar?",
        "gönüllü olmak istiyorum",
        "teşekkürler",
        "sabika kaydim var ise alirlar mi",
        "GÖNÜLLÜ OLMAK İÇİN NASIL BAŞVURABİLİRİM",
    ],
    "bg": [
        "Здравейте, търся работа, но имам присъда. Можете ли да ми помогнете?",
        "мога ли да работя след затвора",
        "Какво е DBS и колко струва?",
        "искам да стана доброволец",
        "благодаря",
        "zdraveite, tarsya rabota",
    ],
    "ru": [
        "Здравствуйте, я ищу работу, но у меня есть судимость. Можете помочь?",
        "можно ли работать после тюрьмы",
        "Что такое DBS и сколько это стоит?",
        "хочу стать волонтером",
        "спасибо",
        "zdravstvuyte, ischu rabotu",
        "мне нужна помощь",
    ],
    "fa": [
        "سلام، من دنبال کار هستم اما سابقه کیفری دارم",
        "آیا بعد از زندان می‌توانم کار کنم؟",
        "DBS چیست و چقدر هزینه دارد؟",
        "ممنون",
        "میخوام داوطلب بشم",
        "salam, man daram donbale kar migardam, lotfan komak konid",
    ],
    "hu": [
        "Jó napot, munkát keresek, de büntetett előéletű vagyok. Tudnak segíteni?",
        "dolgozhatok ha bortonben voltam",
        "Mi az a DBS és mennyibe kerül?",
        "szeretnek onkentes lenni",
        "Köszönöm szépen",
        "sziasztok, segitseget kerek",
        "hogyan jelentkezhet a szervezetünk",
    ],
    "el": [
        "Καλημέρα, ψάχνω δουλειά αλλά έχω ποινικό μητρώο",
        "μπορω να δουλεψω μετα τη φυλακη;",
        "Τι είναι το DBS και πόσο κοστίζει;",
        "Ευχαριστώ",
        "kalimera, thelo doulia",
        "mporo na ginw ethelontis? efxaristo",
    ],
    "uk": [
        "Добрий день, шукаю роботу, але маю судимість. Чи можете допомогти?",
        "чи можна працювати після в'язниці",
        "Що таке DBS і скільки це коштує?",
        "хочу стати волонтером",
        "Дякую",
        "мені потрібна допомога",
    ],
    "so": [
        "Waxaan raadinayaa shaqo laakiin waxaan leeyahay diiwaan dembi",
        "ma shaqayn karaa haddii aan xabsi ku jiray",
        "waa maxay DBS",
        "mahadsanid",
        "iska warran, caawimaad baan rabaa",
        "sidee baan u noqdaa mutadawac",
    ],
    "sq": [
        "Përshëndetje, kërkoj punë por kam precedentë penalë. A mund të më ndihmoni?",
        "a mund te punoj nese kam qene ne burg",
        "Çfarë është DBS dhe sa kushton?",
        "dua te behem vullnetar",
        "Faleminderit",
        "kam nevoje per ndihme ju lutem",
    ],
    "ckb": [
        "سڵاو، بەدوای کاردا دەگەڕێم بەڵام پێشینەی تاوانم هەیە",
        "ئایا دەتوانم دوای زیندان کار بکەم؟",
        "DBS چییە و چەندە؟",
        "سوپاس",
        "دەمەوێت ببمە خۆبەخش",
        "تکایە یارمەتیم بدەن",
    ],
}

ENGLISH = """
hi
hello
hiya
hey there
ok
no
yes
si
yep ta
nah ur alright
cheers mate
thanks a lot
thx
ta
tnx
morning
good morning all
alright?
help
help me pls
pls help asap
what is the charter
wat is the charter
whats the lived experiance charter
how do we aply
how do i apply 4 bronze
can u tell me abt silver
bronze silver gold
gold
DBS
dbs check?
enhanced DBS
do i need a dbs
can i work in the nhs with a criminal record
i got a record from 2009 will they take me on
ive done time can i still get a job
just got out of HMP Leeds any jobs going
i was inside for 3 yrs lol
my mate did bird in Strangeways
got nicked for shoplifting when i was a kid, does it still count
spent convictions
unspent conviction disclosure
ban the box
whats ban the box
LEAP
HMPPS
RECONNECT
Nacro
Unlock
Clinks
NHSE H&J
L&D
L and D teams
PSW
LEAP HMPPS RECONNECT Nacro
HMPPS and NHSE
Nacro helpline no
who is Career Matters
EP:IC
RECONNECT Black Country
volunteering
volunteer opps
can i volunteer if im on licence
im on probation can i be a peer mentor
what does it cost
how much £££
is it free
how long does it take??
deadline
when is the deadline for 2027
who can see my answers
delete my data
GDPR
where r u based
are you a bot
r u real
who made u
u no wot i mean
innit tho
soz wrong chat
brb
lol
haha
ha ha ha
la la la
da da da
na na na
ja ja
hmm
asdf
asdfghjkl
qwertyuiop
xcvbn mnbvc
sdkjfh skdjfh ksjdhf
123
07700 900123
£20
2025-11-03
K7F2M9QX
answer:K7F2M9QX:L1:3
=VLOOKUP(A1,B:C,2)
SELECT * FROM users;
def main(): pass
<b>bold</b>
https://www.gov.uk/dbs
www.england.nhs.uk
jo.bloggs@nhs.net
😀
👍👍
😀😀😀
❤️ thanks
¯\\_(ツ)_/¯
(ʘ‿ʘ)
(・ω・)
π
μ
?
...
!!!
Jo
Priya
Amal Hussain
Paweł
Paweł Wiśniewski
Łukasz Kowalczyk
Siân Llewellyn
Zoë
Chloë Beauséjour
José García
Maria Gonzalez
Ana Maria da Silva
Jean-Luc
François Dupont
Mehmet Öztürk
Gülşen Yılmaz
Ioana Popescu
Nguyễn Thị Hoa
Mohammed Abdi Hassan
Ayaan Mohamud
Krisztina Szabó
Björn
Sinéad O'Connor
Rūta Kazlauskienė
Blerim Hoxha
Birmingham
Wolverhampton
Sandwell and West Brum
Stoke-on-Trent
Ashby-de-la-Zouch
Chapel-en-le-Frith
Bishop's Stortford
Kirkby-in-Ashfield
Llandudno
Leighton Buzzard
Newcastle upon Tyne
Weston-super-Mare
Barrow in Furness
St Ives
Ely
Bury
Hove actually
Looe
Beaulieu
Belvoir Castle
Melton Mowbray
Greater Manchester Mental Health NHS FT
Midlands Partnership
Cafe Bonjour CIC
Casa Mia Ltd
La Vida Recovery
Nuevo Futuro Trust
Salut Cafe
Praca Project
Bon Accord Care
do you have this in Polish?
can i get it in Urdu or Bengali
my client only speaks Romanian
is there a French version
do you speak Spanish
translate into Arabic please
Polish
Urdu
what does dziękuję mean
how do you say thank you in Polish, is it dziękuję
he said merci beaucoup and left
our service user wrote "gdzie jest praca" what is that
she wrote 我要工作, what does it mean
the word работа means work
someone put شكرا on the form
hola mate
ciao for now
hola amigo whats the charter
bonjour, how do we join
muchas gracias for your help with the application
merci for that
assalamu alaikum, how do i apply for the charter
salaam
namaste team
insha'Allah we will apply in march
sat sri akal ji, can you help with the forms
inshallah
danke
vis a vis the criteria
carte blanche
pro bono
per se
ad hoc
bona fide
status quo ante
de facto lead
a la carte
raison d'être of the charter
déjà vu
naïve question
café
résumé or CV
fiancée has a caution
tête-à-tête
en route
per annum
tho i aint got no quals
wher do i fnd teh form
hwo do we evdience co-prodcution
im tryna get a job wiv a record bruv
me mam sez ask u
owt for ex-cons
nowt came up
am i ok 2 work wi kids
gizza job
y'all
doin me nut in
kushti
mush
wagwan
peng
allow it fam
safe g
bare long this innit
dead good ta
our kid got sent down
summat about spent convictions
dunno
idk
tbh idk
fyi
asap
n/a
N/A
TBC
tba
EU settled status
UK
is a caution a conviction
ROTL
HDC tag
CRB
PIP
UC
DWP work coach
ACAS
IMD decile
EDI
HR policy
VCSE
CIC
NHS jobs link
SEND
KPI
coproduction
co-production criteria
lived experience
lived ex lead
exps by exp
sole trader
sono
jest
menu
pot
die
pan
ten
to do
come on
comment
mine
para 3
pour
chat
main
plus
a b c
e.g.
i.e.
alright kidda
bonjour pls
Las Cañadas
Hola del Rey
shukran bro
Boro fan here, any jobs at the Riverside
Sakti
Ayaan
Ekta Patel
Salam Khan
Mrs Salvatore di Marzio
El Niño
São Paulo
Cwmbran
Rhosllanerchrugog
""".strip().splitlines()

# Languages that are not ours, and what they look like at first sight.
STRANGE = [
    "Ich suche Arbeit, aber ich war im Gefängnis",
    "Ik zoek een baan maar ik heb een strafblad",
    "Dobrý den, hledám práci, ale byl jsem ve vězení",
    "Dobrý deň, hľadám prácu",
    "tražim posao ali sam bio u zatvoru",
    "Тражим посао али сам био у затвору",
    "Jag söker jobb men jag har suttit i fängelse",
    "Rwy'n chwilio am waith",
    "Tá mé ag lorg oibre",
    "Tôi đang tìm việc làm",
    "naghahanap po ako ng trabaho",
    "Ez li kar digerim lê sabiqeya min heye",
    "natafuta kazi lakini nina rekodi",
    "मुझे काम चाहिए लेकिन मेरा आपराधिक रिकॉर्ड है",
    "仕事を探していますが、前科があります",
    "일자리를 찾고 있어요",
    "אני מחפש עבודה",
    "ስራ እፈልጋለሁ",
    "ฉันกำลังหางาน",
]


def code(text):
    language = LANGUAGES.of(text)
    return language.code if language else None


# -- what is noticed


@pytest.mark.parametrize("language", ITEMS, ids=lambda each: each.name)
def test_what_people_write_is_known_for_their_language(language):
    written = WRITTEN[language.code]
    assert len(written) >= 5
    assert {each: code(each) for each in written} == dict.fromkeys(written, language.code)


def test_a_greeting_alone_is_enough():
    greetings = {"Dzień dobry": "pl", "Bonjour": "fr", "здравствуйте": "ru", "你好": "zh", "سلام": "fa"}
    assert {each: code(each) for each in greetings} == greetings


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("dziękuję", "pl"),
        ("dziekuje", "pl"),
        ("Bylam", "pl"),
        ("DZIĘKUJĘ!!", "pl"),
        ("TEŞEKKÜRLER", "tr"),
        ("tesekkurler", "tr"),
        ("İNGİLİZCE BİLMİYORUM", "tr"),
        ("J’ai besoin d’aide", "fr"),
        ("jai besoin daide", "fr"),
        ("в'язниці", "uk"),
        ("вязниці", "uk"),
        ("Mulţumesc", "ro"),
        ("multumesc", "ro"),
    ],
)
def test_accents_case_and_marks_do_not_matter(typed, language):
    assert code(typed) == language


def test_a_word_that_turns_english_without_its_accents_needs_them():
    assert code("mulțumesc în advance") == "ro"
    assert code("mulțumesc in advance") is None
    assert code("gracias más please") == "es"
    assert code("gracias mas please") is None


def test_languages_of_one_script_are_told_apart():
    work = {
        "Я ищу работу": "ru",
        "Я шукаю роботу": "uk",
        "Аз търся работа": "bg",
        "أنا أبحث عن عمل": "ar",
        "من دنبال کار هستم": "fa",
        "میں کام ڈھونڈ رہا ہوں": "ur",
        "من بەدوای کاردا دەگەڕێم": "ckb",
    }
    assert {each: code(each) for each in work} == work


def test_one_letter_of_its_own_is_not_enough_but_two_words_with_them_are():
    assert code("Крылов") is None
    assert code("Мы выйдем") == "ru"


def test_two_languages_that_have_as_much_to_say_for_themselves_are_not_guessed_between():
    assert code("да") is None
    assert code("antecedentes") is None


def test_what_arabic_keyboards_write_for_persian_letters_is_read():
    assert code("ميخواهم كار كنم") == "fa"


def test_a_message_mostly_in_a_language_may_hold_some_english():
    assert code("Szukam pracy, mam criminal record") == "pl"
    assert code("我想找一份 job，但是我坐过牢") == "zh"
    assert code("Мне нужен DBS check для работы") == "ru"


# -- what is left alone


def test_there_are_enough_english_messages_to_tell():
    assert len(set(ENGLISH)) >= 150


def test_english_and_what_is_no_language_are_left_alone():
    assert {each: code(each) for each in ENGLISH if code(each)} == {}


def test_no_phrasing_of_our_entries_is_taken_for_another_language():
    phrasings = [each for entry in load().entries.values() for each in entry.phrasings]
    assert [each for each in phrasings if code(each)] == []


def test_no_test_question_is_taken_for_another_language():
    tests = load_tests()
    asked = [each for questions in tests.questions.values() for each in questions]
    asked += [*tests.unanswered, *tests.distress, *tests.not_distress]
    asked += [each for follow_up in tests.follow_ups for each in follow_up.turns]
    assert [each for each in asked if code(each)] == []


def test_a_language_that_is_not_one_of_ours_is_not_guessed():
    assert {each: code(each) for each in STRANGE if code(each)} == {}


def test_the_same_word_over_and_over_is_one_word():
    assert code("si si si si si") is None
    assert code("sto sto sto") is None


def test_one_foreign_word_does_not_outweigh_many_that_are_unknown():
    assert code("gracias Xyzzy Plugh Frobozz Quux") is None


def test_nothing_written_is_no_language():
    assert code("") is None
    assert Languages([]).of("Dzień dobry") is None


# -- what is shipped


def test_the_twenty_most_spoken_come_first_and_four_more():
    assert " ".join(each.code for each in ITEMS) == f"{TWENTY} {BEYOND}"


@pytest.mark.parametrize("language", ITEMS, ids=lambda each: each.name)
def test_what_a_language_says_is_in_that_language_and_names_999(language):
    assert code(language.says) == language.code
    assert "999" in language.says
    assert "!" not in language.says


@pytest.mark.parametrize("language", ITEMS, ids=lambda each: each.name)
def test_a_language_lists_25_to_60_different_single_words_in_lower_case(language):
    assert 25 <= len(language.words) <= 60
    assert len(set(language.words)) == len(language.words)
    assert [each for each in language.words if each != each.lower() or " " in each or "-" in each] == []


def test_words_that_english_has_too_speak_for_no_language_by_themselves():
    shared = {each.code: " ".join(filter(is_english, each.words)) for each in ITEMS}
    assert {each: words for each, words in shared.items() if code(words)} == {}
