"""Given names: `COMMON` ones stand for a person in any sentence, `WORDS` are other words too."""

COMMON = """
    aaliyah aaron abdi abdul abdullah abigail adam ade adebayo adele adrian agata agnes agnieszka ahmed
    aidan aiden aisha akua alastair aleksandra alesha alex alexander alfie ali alice alicia alina alison
    alistair amanda amelia amina amir amira amit amrit amy ana anand anastasia andrea andreea andrew
    andrzej andy angela anika anil anita ann anna anne annette annie anthony antonio anya archie arif
    arjun arthur ashok asif asma ayesha ayo azra babar barbara bartosz bashir beatrice becky ben
    benjamin bernadette beth bethany bev bhavna bilal bogdan bola brenda brendan brian bridget bronwen
    callum cameron carl carla carly carmel carole caroline carys catherine cathy cerys chanel chantelle
    charlene charlie charlotte charmaine cheryl chidi chinedu chioma chloe chris christina christine
    christopher cindy claire clare claudia clive cody colette colin connor conor courtney curtis dafydd
    daljit damian dan daniel danielle danny darcy daria darius darren darryl dave david dawid dayo
    debbie deborah deepak delroy demi denise dennis denzel derek dermot desmond devinder diana diane
    dilip dion dionne dominic dominika donna doreen dorothy dwayne dylan eamon ebony eddie edith edward
    edwin eileen eilidh elaine eleanor elena elijah elizabeth ella ellen ellie elliot elliott emeka
    emily emma eoin eric erika erin errol esme esther ethan eva evelyn ewa faisal farah fatima felicity
    femi fergus fiona fola folake fran frances francesca francis freddie freya funmi gail gareth gary
    gavin gaynor gemma geoff geoffrey george georgina gerald geraldine gerard gethin giles gill gillian
    gita glenda gordon graham greg gurpreet gwen gwyneth hamza hannah hardeep harjit haroon harpreet
    harriet harry hasan hassan hayley helen helena henry hilary hilda howard hugh hussein ian ibrahim
    idris ifeoma ikram imogen imran ines ioana irene isaac isabel isabella isla ismail iwona jacek
    jackie jacob jacqueline jake jakub jamal james jamie jamila jane janet janice jarek jason jaswinder
    javed jayden jayne jeff jemma jennifer jenny jeremy jermaine jerome jess jessica jill jim jimmy joan
    joanna joanne jodie joe joel john johnny jon jonathan jordanne jorge joseph josh joshua josie joyce
    juan judith judy julia julian julie juliet juliette kamal kareem karen karim karl karthik kasia
    katarzyna kate katherine kathleen kathryn kathy katie katrina kayleigh keeley keisha keith kelly
    kelvin kemi ken kenneth kerri kerry kevin khadija khalid kieran kim kiran kirsten kirsty kofi
    krystyna krzysztof kuldeep kwabena kwame kyle kyra lakshmi latisha latoya laura lauren layla leah
    leanne leigh-anne leila len leon leroy lesley leslie levi lewin lewis liam linda lindsay lisa liz
    lloyd lorena lorna lorraine louis louise lucas lucia lucinda lucy luis luke lydia lyn lynn lynne
    maciej magda maggie mahmood malcolm malik mandy manjit manpreet marcin marcus marek margaret maria
    mariam marian marie marilyn marion marlon marta martha martin martyn marvin mary maryam mateusz matt
    matthew maureen maurice megan mehmet mel melanie melissa michael michal michelle miguel mike mohamed
    mohammad mohammed mohsin moira molly monika muhammad musa myra nabil nadia nadine naomi nasreen
    natalia natalie natasha nathan nathaniel navid neelam neil ngozi nia niamh nicholas nicky nicola
    nicole nigel nikki nina noah noel nora norman obinna ola olga oliver olivia olu olumide oluwaseun
    oluwaseyi omar omari osman owen pam pamela parveen patricia patrick paul paula pauline pawel peggy
    penelope peter petra phil philip phillip phoebe phyllis piotr pooja priya priyanka rachael rachel
    rafal rahul raj rajesh ramesh rashid rashida ravi raymond rebecca reece reggie rehana reuben rhian
    rhiannon rhys riaz richard rita robert roberta roger roisin roland ronald ronan ronnie rosalind
    rosie roxanne roy ruben rupert ruth ryan sabina sabrina sadia saeed saima sally salman sam samantha
    samina samira samuel sandra sanjay sanjeev sara sarah satnam sean sebastian selina serena shabana
    shabnam shaheen shane shanelle shanice shannen shannon shaquille sharlene sharon shaun sheena sheila
    shelley shirin shirley-anne shona sian simon sinead siobhan sofia sonia sophia sophie stacey stella
    stephanie stephen steve steven stewart stuart sukhdeep sunita suresh surinder susan suzanne syed
    sylvester sylvia tahir tamara tamika tanisha tanya tara tariq tasha ted temi tendai teniola terence
    teresa terry tessa theo theresa thomas tiffany tim timothy tina toby tom tomas tomasz tommy toni
    tony tracey tracy trevor tunde tyler tyrell tyrone uche una ursula usman uzma valerie vanessa vera
    veronica vicky vijay vikram vincent vivienne wayne wendy wesley william winston wojciech xavier
    yasmeen yasmin yetunde yusuf yvette yvonne zahra zainab zara zeinab zoe zofia zuleika zuzanna
"""
WORDS = """
    bill carol daisy dawn dean don faith frank glen grace grant guy heather hope iris ivy jack jade jan
    jasmine jean jo joy june lee mark max may miles nick pat penny ray robin rose rosemary ross ruby sue
    victor will
"""
