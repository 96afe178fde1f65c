"""Words that end a name, and are never one."""

# What ends a name and is never one: little words, how somebody feels, what this subject is full of.
NO_NAME = r"""(?:a|about|advocate|after|again|all|already|also|always|am|an|and|anonymous|any|anybody|anyone|
    anything|applying|apprentice\w*|approval|are|as|asian|ask|asking|assistant|at|autistic|away|back|based|because|
    been|before|being|black|box|british|bronze|but|by|called|can|care|changed|chief|confused|convicted|
    could|curious|deaf|deputy|did|director|disabled|do|does|don['’]t|done|down|dyslexic|employed|english|
    everyone|excel|exempt|fine|for|former|forms|free|friday|from|gay|gold|governor|grade|gypsy|had|happy|
    has|have|he|head|hello|her|here|hey|hi|his|hmp|homeless|how|hr|i|if|im|in|interested|involved|irish|is|
    isn['’]t|it|its|just|late|later|lead|looking|lost|madam|manager|me|missing|missp\w+|monday|muslim|my|
    names|nervous|never|new|next|nhs|no|not|now|of|off|office|officer|ok|okay|old|on|only|open|or|our|out|
    over|part|pay|peer|please|pleased|polish|pregnant|prison|private|probation|public|ready|recorded|
    registered|released|retired|right|role|roma|safe|saturday|scared|scottish|senior|she|sick|silver|since|
    so|some|somebody|someone|something|sorry|spelled|spelt|staff|still|stuck|suicidal|sunday|support|sure|
    teams|than|thanks|that|the|their|them|then|there|they|this|thursday|tired|to|today|tomorrow|tonight|
    too|trained|training|trans|transgender|trying|tuesday|uk|under|unemployed|unsure|until|up|upset|urgent|
    used|very|vetted|vetting|volunteer|wanting|was|we|wednesday|welsh|were|what|when|where|whether|which|
    white|who|why|with|without|wondering|word|working|worried|would|wrong|yes|yet|yoi|you|your)"""
