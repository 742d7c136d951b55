/** Given names that plainly tell a gender, from many places. A weak hint: a pronoun in the script always outweighs it. */
import { unaccented } from './accents.ts';
import { wordTable } from './word-set.ts';

const byName = wordTable({
  female: `
  ada adaeze adele adelaide agatha agnes aida aisha akiko alba alberta alexandra alice alicia alina alma althea amal amanda amara
  amber amelia amina amira amy ana anastasia andrea angela angelica angie anita ann anna annabel anne annette annie antonia anya april
  arabella ariana ariel asha astrid asuka audrey aurora ava aya ayesha ayla azra barbara beatrice beatriz becky belinda bella bernadette
  bertha beth betsy betty beverly bianca blanche bonnie brenda bridget brigid brigitte brittany camila camille candice carla carmen
  carol carolina caroline cassandra catherine cathy cecilia celeste celia celine chantal charlotte chen-li cheryl chiara chika chloe
  christina christine cindy claire clara clarice claudia cleo clementine colette connie constance consuelo cora cordelia cornelia
  courtney crystal cynthia dagny daisy dana daphne dawn deborah deirdre delia della denise diana diane dolores donna dora dorothy
  edith edna eileen elaine eleanor elena eleni elisa elise eliza elizabeth ella ellen ellie elsa elsie emilia emily emma erica erin esme
  esmeralda esperanza estelle esther ethel eugenia eunice eva evangeline eve evelyn faith fanny farah fatima fatma fay fern fiona
  flora florence frances francesca freda freya frida gabriela gabrielle gail gemma genevieve georgia georgina geraldine gertrude gina
  gisela giulia gladys glenda gloria grace greta gretchen guadalupe gudrun gwen gwendolyn hana hannah harriet hazel heather hedda
  heidi helen helena helga henrietta hermione hilary hilda hiroko holly hope ida ilse imani imelda imogen indira ines ingrid irene
  irina iris irma isabel isabella isadora isla ivana ivy jacqueline jane janet janice jasmine jean jeanne jelena jemima jenna jennifer
  jenny jessica jill jo joan joanna jocelyn josefina josephine joy joyce juanita judith judy julia juliana julie juliet june justine
  kaori karen karin kate katherine kathleen kathy katie katja katrina katya kayla keiko keisha kelly kerstin khadija kiara kim kirsten
  komal kristen kristina lakshmi lana lara latifa laura lauren laverne layla lea leah leila lena leona leonora leticia lidia lila
  lilian lilith lily linda lisa liv livia liz liza lois lola lorena loretta lorna lorraine louisa louise lucia lucille lucinda lucy
  luisa luna lydia lyudmila mabel madeleine madge madison mae maeve magda magdalena maggie mahalia mai maisie malia malika mamie mandy
  mara marcia margaret margarita margot marguerite maria mariam marian marianne marie mariko marilyn marina marion marisol marjorie
  marlene marsha marta martha martina mary matilda maud maureen mavis maxine may maya meera megan mei melanie melinda melissa mercedes
  mercy meredith mia michelle mildred milena millie mimi mina minerva ming-mei mira miranda miriam mitzi moira molly mona monica
  monique muriel myra myrtle nadia nadine nan nancy naomi narges natalia natalie natasha nell nellie nia nicole nicolette nina niamh noor
  nora norma octavia odessa odette olga olive olivia olympia opal ophelia oriana paloma pam pamela parvati patience patricia patsy
  paula pauline pearl peggy penelope penny perpetua petra petunia philippa phoebe phyllis pilar polly poppy portia precious prisca
  priscilla priya prudence queenie rachel raquel rania reba rebecca regina renata renee rhea rhoda rhonda rita roberta rocio romy
  rosa rosalie rosalind rosamund rose rosemary rosie rowena roxanne ruby ruth sabina sabrina sadie saffron sakura sally salma samantha
  samira sandra saoirse sara sarah sasha savannah scarlett selena selma serena shannon sharon sheila shirin shirley shreya sienna sigrid
  silvia simone siobhan sofia solveig sonia sonya sophia sophie soraya stacy stella stephanie sue sunita susan susanna suzanne svetlana
  sybil sylvia tabitha talia tamara tamsin tania tanya tara tasha tatiana tess tessa thea thelma theodora theresa tilda tilly tina toni
  tracy trinity trudy una uma ursula valentina valeria valerie vanessa vanja vera verity veronica vesna victoria viola violet virginia
  vivian vivienne wanda wendy wilhelmina willa wilma winifred winnie winona xena ximena xiomara yara yasmin yelena yetunde yoko yolanda
  yuki yuko yvette yvonne zadie zahra zara zelda zeynep zinaida zoe zofia zora zuleika zuzana
  fatou aminata ngozi chidinma ifeoma folake wanjiru akosua abena thandiwe nomsa lerato makena amani saida hiba rana dina lina reem
  amelie eloise heloise anais noemie aurelie emilie agathe margaux maelle solene oceane lucie elodie manon huda laila leyla lamia nawal salwa samar suad xiaoling meiling xiu lan hua yan-li fang jing lihua mulan sooyeon jiwoo minji eunji
  hyejin thuy linh huong ngoc siti dewi putri anjali deepa divya gita kavya lata nisha pooja radha rekha sita usha vidya
  ليلى فاطمة مريم زينب عائشة نور سلمى هدى سارة ياسمين أمينة خديجة 丽 美玲 小红 秀英 芳 玲 樱 花子 美咲 由美`,
  male: `
  aaron abbas abdul abdullah abe abel abraham adam adan adrian ahmad ahmed aidan ajay akira alan albert alberto alejandro aleksandr
  alessandro alexander alf alfie alfonso alfred ali alistair allan alonzo alvin amadou ambrose amir amit amos anatoly anders andre
  andreas andrei andrew andy angelo angus ansel anthony antoine anton antonio archer archibald archie ari aristotle arjun arlo armand
  arnold arthur artur arturo asher asim atticus august augustus aurelio axel aziz baldwin barnaby barney barry bartholomew basil bastian
  beau ben benedict benito benjamin benny bernard bernie bert bilal bill billy björn bob bobby boris brad bradley brandon brendan brent
  brett brian bruce bruno bryan bud buck burt byron caesar caleb calvin cameron carl carlo carlos casper cassius cecil cedric cesar chad
  charles charlie chase chester chris christian christopher chuck clarence clark claude clay clayton clement cliff clifford clint clive
  clyde cody colin connor conrad constantine cornelius cosmo craig curtis cyril cyrus dale damian damon dan daniel danilo danny dante
  darius darrell darren dave david dean declan dennis denny derek desmond dexter diego dieter dimitri dirk django dmitri dominic don
  donald donny donovan doug douglas drew duane duke duncan dustin dwayne dwight dylan earl ed eddie edgar edmund eduardo edward edwin
  efraim egon eli elias elijah elliot ellis elmer elton elvis emeka emil emilio emmanuel emmett enrique enzo eric erik ernest ernesto
  ernie errol esteban ethan eugene evan everett ezekiel ezra fabian farid faruk felipe felix ferdinand fergus fernando fidel finn floyd
  francesco francis francisco franco frank frankie franz fred freddie frederick fritz gabriel gareth garrett gary gaston gavin gene
  geoffrey george gerald gerard gerry gideon gil gilbert giles giovanni giuseppe glen glenn godfrey goran gordon graham grant greg
  gregor gregory gunnar gunther gus gustav guy hakeem hakim hal hamid hamish hamza hank hans harald harold harrison harry harun harvey
  hasan hassan hector heinrich henri henrik henry herbert herman hideo hiram hiro hiroshi homer horace horatio howard hubert hugh hugo
  humphrey hussein ian ibrahim idris ignacio igor ikram imran ira isaac isaiah isak ishmael ismail ivan ivar jabari jack jackson jacob
  jacques jaime jake jamal james jamie jan janek jared jason jasper javier jay jed jeff jefferson jeffrey jeremiah jeremy jerome jerry
  jesse jesus jim jimmy joao joaquin joe joel johan johann johannes john johnny jon jonah jonas jonathan jorge jose joseph joshua josiah
  juan judah jude julian julio julius jun junior jurgen justin kareem karim karl kaspar kazuo keith ken kenji kenneth kenny kenta kerry
  kevin khalid kieran kirk klaus kofi konrad kostya kurt kwame kyle lachlan lance larry lars lazlo lee leif leo leon leonard leonardo
  leopold leroy leslie lester levi lewis liam lionel lloyd logan lorenzo lou louie louis luca lucas lucius luigi luis luka luke luther
  magnus mahmoud malachi malcolm malik manfred manolo manuel marcel marcello marco marcos marcus mario marius mark markus marlon marshall
  martin marty marvin mason massimo mateo mathias matt matteo matthew maurice max maximilian maxwell mel melvin mick micah michael miguel
  mike mikhail milan miles milo milton mitch mitchell mohamed mohammed moises mordecai morgan morris moses muhammad murray mustafa nabil
  nathan nathaniel ned neil nelson nicholas nick nico nicolas nigel niko nikolai nils noah noel norman obadiah oleg oliver olaf omar orlando
  orson oscar osman oswald otis otto owen pablo paco paddy pascal pat patrick paul paulo pavel pedro percival percy perry pete peter phil
  philip philippe phineas pierce pierre pieter piotr preston quentin quincy rafael raj rajesh ralph ramon randall randy rashid raul ravi ray
  raymond reginald reggie remy rene reuben rex reza rhys ricardo richard rick ricky rico robert roberto robin rocco rod roderick rodney
  rodrigo roger roland rolf roman romeo ron ronald ronan ronnie rory ross roy rudolf rudy rufus rupert russ russell rusty ryan sal saleem
  salim salvador salvatore sam samir samson samuel sandor sanjay santiago saul sean sebastian sergei sergio seth seymour shane shawn sidney
  silas silvio simon sinclair solomon spencer stan stanislav stanley stefan stephen sterling steve steven stewart stuart sven sylvester
  tadeusz takeshi tariq tarquin taylor ted teddy terence terrence terry thaddeus theo theodore thomas thor tiago tim timothy titus tobias
  toby todd tom tomas tommy tomás tony travis trevor tristan troy tucker tyler tyrone ulrich uriah usman valentin vance vasily vaughn
  vernon vic vicente victor vijay vikram viktor vince vincent vito vlad vladimir waldo wallace wally walt walter warren wayne wendell
  werner wesley wilbur wilfred wilhelm will willard william willie willy winston wolfgang woody wyatt xander xavier yakov yannick yasser
  yong yuri yusuf yves zachary zack zane zeke zoltan
  chidi chinedu emeka femi kunle obinna oluwaseun seun segun tunde babatunde kwesi yaw juma baraka sipho thabo themba mandla mamadou ousmane
  francois stephane benoit gael soren sebastien frederic mathieu loic nuno etienne remi moussa wei jun-ho minho jaehyun seojun hyun-woo haruto ren sota yuto kaito daichi nguyen-van minh duc tuan budi agus wayan arun ashok
  deepak dev gopal harish kiran manoj mohan nikhil prakash rahul ramesh rohan suresh vivek hao jian lei ming qiang tao xin
  محمد أحمد علي حسن حسين عمر خالد يوسف إبراهيم كريم 李明 明 伟 强 建国 小明 太郎 健 翔`,
});

/** Gender that a lower-case given name plainly tells: `zoë` as `zoe` is, unless the list knows the accented name itself. */
export const genderOfName = (name: string): 'female' | 'male' | undefined =>
  byName.get(name) ?? byName.get(unaccented(name));
