"""Given names: `COMMON` ones stand for a person in any sentence, `WORDS` are other words too."""

COMMON = """
    aaliyah aaron abdul abdullah abigail adam adebayo adele adrian agata agnes agnieszka ahmed aidan
    aisha akua alastair aleksandra alex alexander alfie ali alice alicia alina alison alistair amanda
    amelia amina amir amira amy ana anastasia andrea andreea andrew andrzej andy angela anil anita ann
    anna anne annette annie anthony antonio anya archie arjun arthur asif asma ayesha barbara bartosz
    beatrice becky ben benjamin bernadette beth bethany bilal bogdan brenda brendan brian bridget callum
    cameron carl carole caroline catherine cathy charlene charlie charlotte cheryl chidi chinedu chioma
    chloe chris christina christine christopher cindy claire clare claudia colette colin conor courtney
    damian dan daniel danielle danny daria darius darren darryl dave david dawid debbie deborah deepak
    denise dennis derek dermot diana diane dominic dominika donna doreen dorothy dylan eamon eddie edith
    edward eileen elaine eleanor elena elijah elizabeth ella ellen ellie emeka emily emma eoin eric
    erika erin esther ethan eva evelyn ewa fatima felicity femi fiona fola fran frances francesca
    francis freddie freya funmi gail gareth gary gavin gemma geoff geoffrey george georgina gerald
    geraldine gerard giles gill gillian gita glenda gordon graham greg gurpreet gwen hamza hannah harjit
    harpreet harriet harry hasan hassan hayley helen helena henry hilary howard hugh hussein ian ibrahim
    ifeoma imran ioana irene isaac isabel isabella isla iwona jacek jackie jacob jacqueline jake jakub
    jamal james jamie jane janet janice jason javed jayne jeff jemma jennifer jenny jeremy jerome jess
    jessica jill jim jimmy joan joanna joanne joe joel john johnny jon jonathan joseph josh joshua joyce
    juan judith judy julia julian julie juliet kamal karen karim karl kasia katarzyna kate katherine
    kathleen kathryn kathy katie katrina kayleigh keith kelly ken kenneth kerry kevin khadija kieran kim
    kirsty krystyna krzysztof kwame kyle lakshmi laura lauren layla leah leanne len leon leroy lesley
    leslie levi lewis liam linda lindsay lisa liz lorna lorraine louis louise lucas lucy luke lydia lyn
    lynn lynne maciej magda maggie mahmood mandy manjit manpreet marcin marcus margaret maria mariam
    marian marie marilyn marion marlon martha martin martyn mary maryam mateusz matt matthew maureen
    maurice megan mehmet mel melanie melissa michael michal michelle miguel mike mohamed mohammad
    mohammed moira molly monika muhammad musa nadia naomi natalia natalie natasha neil ngozi niamh
    nicholas nicky nicola nicole nigel nina noah noel nora norman olga oliver olivia olu oluwaseun omar
    osman owen pam pamela patricia patrick paul paula pauline pawel peggy penelope peter phil philip
    phillip phoebe phyllis piotr pooja priya priyanka rachael rachel rafal raj rajesh ravi raymond
    rebecca reece rhys richard rita robert roger roisin ronald ronnie rosie roy rupert ruth ryan sabina
    sadia saeed sally sam samantha samina samira samuel sandra sanjay sara sarah sean sebastian shabana
    shaheen shane shannon sharon shaun sheila shelley shirin sian simon siobhan sofia sonia sophia
    sophie stacey stella stephanie stephen steve steven stewart stuart sunita suresh susan suzanne
    sylvia tanya tara ted temi terence teresa terry theo theresa thomas tim timothy tina toby tom tomasz
    tommy toni tony tracey tracy trevor tunde tyler tyrone una ursula usman valerie vanessa vera
    veronica vicky vijay vincent vivienne wayne wendy wesley william winston xavier yasmin yusuf yvette
    yvonne zainab zara zoe zofia zuzanna
"""
WORDS = """
    bill carol daisy dawn dean don faith frank glen grace grant guy heather hope iris ivy jack jade jan
    jasmine jean jo joy june lee mark max may miles nick pat penny ray robin rose rosemary ross ruby sue
    victor will
"""
